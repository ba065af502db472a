import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  addSectionAction,
  changeSectionAction,
  stepAction,
} from "@/lib/features/inspections/templates/editing/actions";
import { OFFERED_KINDS } from "@/lib/features/inspections/templates/editing/results/types";
import { RESULT_KIND_LABELS } from "@/lib/features/inspections/templates/labels";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { type TemplateDetail, templateById } from "@/lib/features/inspections/templates/queries";
import type { Section as FormSection } from "@/lib/features/inspections/templates/types";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核面向" };

export default async function SectionPage({
  params,
  searchParams,
}: PageProps<"/inspections/templates/[id]/edit/sections">) {
  const actor = await requireActor();
  const template = await templateById(actor, (await params).id);
  if (template?.state !== "draft" || !mayTemplate(actor, "template.keep")) notFound();
  const key = one((await searchParams).section);
  const section = template.content.sections.find((each) => each.key === key);
  if (key && !section) notFound();
  const draft = `/inspections/templates/${template.id}/edit`;
  return (
    <div className="stack">
      <PageHeader
        title={section ? `修改面向：${section.label}` : "新增面向"}
        breadcrumbs={[
          { href: "/inspections/templates", label: "查核表" },
          { href: draft, label: `${template.title} 草稿` },
          { label: section ? "修改面向" : "新增面向" },
        ]}
      />
      {section ? (
        <Change template={template} section={section} draft={draft} />
      ) : (
        <Add template={template} draft={draft} />
      )}
    </div>
  );
}

function Names({ section }: { section: FormSection | null }) {
  return (
    <>
      <TextField
        name="number"
        label="編號"
        hint="例如 (五)；沒有則空白。"
        width="s"
        maxLength={20}
        defaultValue={section?.number ?? ""}
      />
      <TextField
        name="label"
        label="面向名稱"
        required
        width="l"
        maxLength={200}
        defaultValue={section?.label ?? ""}
      />
      <TextField
        name="heading"
        label="上層標題"
        hint="表單分兩層時填寫。"
        width="l"
        maxLength={200}
        defaultValue={section?.heading ?? ""}
      />
    </>
  );
}

interface Props {
  template: TemplateDetail;
  draft: string;
}

function Add({ template: { id, version }, draft }: Props) {
  return (
    <ActionForm action={addSectionAction} submitLabel="新增面向" cancelHref={draft} label="新增面向">
      <HiddenField name="id" value={id} />
      <HiddenField name="version" value={version} />
      <Names section={null} />
      <TextField name="itemNumber" label="第一個項目的項次" width="xs" maxLength={20} />
      <TextArea name="itemLabel" label="第一個項目的內容" required rows={3} width="full" maxLength={2000} />
      <SelectField
        name="kind"
        label="查核結果種類"
        required
        options={OFFERED_KINDS.map((value) => ({ value, label: RESULT_KIND_LABELS[value] }))}
        defaultValue="two_step"
      />
    </ActionForm>
  );
}

function Change({ template: { id, version, content }, section, draft }: Props & { section: FormSection }) {
  return (
    <>
      <ActionForm action={changeSectionAction} submitLabel="儲存至草稿" cancelHref={draft} label="修改面向">
        <HiddenField name="id" value={id} />
        <HiddenField name="version" value={version} />
        <HiddenField name="key" value={section.key} />
        <Names section={section} />
      </ActionForm>
      {content.sections.length > 1 && (
        <Section title="移除面向" lead={`連同其中 ${section.items.length} 個項目一起停用。`}>
          <ConfirmDialog trigger="移除面向" title={`移除「${section.label}」？`} tone="danger">
            <p>其中 {section.items.length} 個項目一起停用；發布前可在草稿逐項恢復。</p>
            <ActionForm
              action={stepAction}
              submitLabel="移除面向"
              submitVariant="danger"
              label="移除面向"
              successMessage="已移除面向，請回草稿。"
            >
              <HiddenField name="id" value={id} />
              <HiddenField name="version" value={version} />
              <HiddenField name="step" value={`section_remove:${section.key}`} />
            </ActionForm>
          </ConfirmDialog>
        </Section>
      )}
    </>
  );
}
