import { ActionForm } from "@/components/forms/action-form";
import { FileField } from "@/components/forms/file-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { addPhotoAction, removePhotoAction } from "@/lib/features/inspections/visits/actions";
import type { FormSection } from "@/lib/features/inspections/visits/form/types";
import type { InspectionDetail } from "@/lib/features/inspections/visits/types";
import { MOST_BYTES } from "@/lib/platform/uploads";

/** All photographs of the visit: with a caption, without JavaScript too, and the way to take one off again. */
export function PhotoForms({
  detail,
  sections,
}: {
  detail: InspectionDetail;
  sections: readonly FormSection[];
}) {
  const items = sections
    .flatMap(({ entries }) => entries)
    .filter(({ item, parts }) => item && parts[0]?.caseId === null);
  return (
    <Card title={`照片（${detail.photos.length} 張）`} id="photos">
      <div className="stack">
        {detail.photos.length > 0 && (
          <ul className="stack-s">
            {detail.photos.map((photo) => (
              <li key={photo.id} className="split">
                <a href={`/api/inspections/${detail.id}/photos/${photo.id}`} target="_blank" rel="noreferrer">
                  {photo.caption ?? photo.fileName}
                </a>
                <ConfirmDialog trigger="移除" title="移除這張照片？" tone="danger" size="s">
                  <p>{photo.fileName}</p>
                  <ActionForm action={removePhotoAction} submitLabel="移除" submitVariant="danger">
                    <HiddenField name="id" value={detail.id} />
                    <HiddenField name="photoId" value={photo.id} />
                  </ActionForm>
                </ConfirmDialog>
              </li>
            ))}
          </ul>
        )}
        <Disclosure summary="加入附說明的照片">
          <ActionForm
            action={addPhotoAction}
            submitLabel="上傳照片"
            submitVariant="secondary"
            pendingLabel="上傳中…"
            label="上傳照片"
          >
            <HiddenField name="id" value={detail.id} />
            <SelectField
              name="itemKey"
              label="項目"
              emptyLabel="整次查核"
              options={items.map(({ key, item }) => ({
                value: key,
                label: `${item?.number ?? ""} ${item?.label ?? ""}`.trim().slice(0, 40),
              }))}
            />
            <TextField name="caption" label="說明" maxLength={200} />
            <FileField
              name="file"
              label="照片檔"
              required
              accept="image/jpeg,image/png"
              maxBytes={MOST_BYTES}
              hint="JPEG 或 PNG，上限 10 MB；各項目旁的「照片」會自動縮小，較大的照片請用該處。"
            />
          </ActionForm>
        </Disclosure>
      </div>
    </Card>
  );
}
