import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PaperForm } from "@/components/checklists/paper-form";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { draftTemplateAction } from "@/lib/features/inspections/templates/drafting/actions";
import { TEMPLATE_DONE } from "@/lib/features/inspections/templates/labels";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { type TemplateDetail, templateById } from "@/lib/features/inspections/templates/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { PublishCard } from "./publish-card";
import { TemplateHead } from "./template-head";

export const metadata: Metadata = { title: "查核表" };

export default async function TemplatePage({
  params,
  searchParams,
}: PageProps<"/inspections/templates/[id]">) {
  const actor = await requireActor();
  const template = await templateById(actor, (await params).id);
  if (!template) notFound();
  const { done, revise } = await searchParams;
  const said = TEMPLATE_DONE[one(done) ?? ""];
  const keeps = mayTemplate(actor, "template.keep");
  return (
    <div className="stack">
      <TemplateHead template={template} current="form" keeps={keeps} />
      {said && (
        <Notice tone="good" live="status">
          {said}
        </Notice>
      )}
      {template.state === "draft" && (
        <Notice tone="info">這是草稿的預覽，發布前查核仍使用目前的版本。</Notice>
      )}
      {keeps && template.state !== "draft" && <Revise template={template} isOpen={one(revise) === "1"} />}
      {keeps && template.state === "draft" && <PublishCard template={template} />}
      <PaperForm form={template.content} />
    </div>
  );
}

function Revise({ template, isOpen }: { template: TemplateDetail; isOpen: boolean }) {
  const { id, draftId, state } = template;
  if (draftId)
    return (
      <Notice
        tone="info"
        title="這張查核表已有草稿"
        actions={<LinkButton href={`/inspections/templates/${draftId}/edit`}>開啟草稿</LinkButton>}
      >
        請先完成或捨棄該草稿，再由本版另立新版。
      </Notice>
    );
  return (
    <div id="revise" className="no-print">
      <Disclosure summary="另立新版" open={isOpen}>
        <p className="muted">
          {state === "in_force"
            ? "以使用中的版本為底稿；本版內容不變。"
            : "以這個已停用的版本為底稿；與使用中版本的差異會列出供核對。"}
        </p>
        <ActionForm action={draftTemplateAction} submitLabel="建立草稿" label="另立新版">
          <HiddenField name="id" value={id} />
          <DateField
            name="revisedOn"
            label="修訂日期"
            required
            width="s"
            defaultValue={formatRocDate(today())}
            hint="印在表單上的日期，可在草稿中更改。"
          />
        </ActionForm>
      </Disclosure>
    </div>
  );
}
