import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { keepRotationAction, submitRotationAction } from "@/lib/features/dispatch/rotations/actions";
import type { RotationDetail, RotationEntryRow } from "@/lib/features/dispatch/rotations/types";
import { EntryTags } from "./order-table";

/**
 * The draft of an order. Every button sends the whole form, so that notes are saved with each step and nothing needs
 * JavaScript; the plain save comes first because that is what the Enter key presses.
 */
export function KeepForm({ order }: { order: RotationDetail }) {
  const last = order.entries.length - 1;
  return (
    <ActionForm
      key={order.version}
      action={keepRotationAction}
      hideSubmit
      label="輪序表草稿"
      successMessage="已儲存。"
    >
      <HiddenField name="id" value={order.id} />
      <HiddenField name="version" value={order.version} />
      <TextArea
        name="inventoryNote"
        label="資源盤點說明"
        rows={3}
        maxLength={2000}
        width="full"
        defaultValue={order.inventoryNote ?? ""}
        hint="本區這項服務的資源現況：家數、量能、缺口與開發情形。"
      />
      <div className="cluster">
        <SubmitButton variant="secondary" name="step" value="">
          儲存說明與備註
        </SubmitButton>
      </div>
      <DataTable
        caption="輪序"
        rows={order.entries}
        rowKey={(row) => row.unit.id}
        mobile="cards"
        empty={
          <EmptyState title="名單沒有單位" icon="building">
            請由下方加入單位。
          </EmptyState>
        }
        columns={[
          { key: "place", label: "輪序", align: "end", width: "4rem", render: (row) => row.position + 1 },
          {
            key: "unit",
            label: "B 單位",
            rowHeader: true,
            render: (row) => (
              <>
                {row.unit.code} {row.unit.name} <span className="muted small">{row.unit.district}</span>
                <EntryTags row={row} />
              </>
            ),
          },
          {
            key: "note",
            label: "備註",
            render: (row) => (
              <TextField
                name={`note:${row.unit.id}`}
                label={`${row.unit.name}的備註`}
                labelHidden
                defaultValue={row.note ?? ""}
                maxLength={200}
              />
            ),
          },
          { key: "steps", label: "調整", render: (row) => <Steps row={row} last={last} /> },
        ]}
      />
      {order.candidates.length > 0 && (
        <div className="cluster items-end">
          <SelectField
            name="add"
            label="加入單位"
            emptyLabel="請選擇"
            options={order.candidates.map((each) => ({
              value: each.id,
              label: `${each.code} ${each.name}${each.contracted ? "" : "（未特約）"}`,
            }))}
          />
          <SubmitButton variant="secondary" icon="plus" name="step" value="add">
            加入最後
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}

function Steps({ row, last }: { row: RotationEntryRow; last: number }) {
  const { id, name } = row.unit;
  return (
    <span className="cluster">
      {row.position > 0 && (
        <SubmitButton variant="quiet" name="step" value={`up:${id}`}>
          上移<span className="visually-hidden"> {name}</span>
        </SubmitButton>
      )}
      {row.position < last && (
        <SubmitButton variant="quiet" name="step" value={`down:${id}`}>
          下移<span className="visually-hidden"> {name}</span>
        </SubmitButton>
      )}
      <SubmitButton variant="quiet" name="step" value={`remove:${id}`}>
        移除<span className="visually-hidden"> {name}</span>
      </SubmitButton>
    </span>
  );
}

/** Sends the draft as it is saved to the centre. */
export function SubmitForm({ order }: { order: RotationDetail }) {
  return (
    <ActionForm action={submitRotationAction} submitLabel="送照管中心審核" label="送審">
      <HiddenField name="id" value={order.id} />
      <HiddenField name="version" value={order.version} />
      <p className="muted small">送審以已儲存的說明、備註與順序為準。</p>
    </ActionForm>
  );
}
