import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { detailsAction } from "@/lib/features/inspections/templates/editing/actions";
import { TEMPLATE_DONE } from "@/lib/features/inspections/templates/labels";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { type TemplateDetail, templateById } from "@/lib/features/inspections/templates/queries";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { PublishCard } from "../publish-card";
import { TemplateHead } from "../template-head";
import { OrderForm } from "./order-form";

export const metadata: Metadata = { title: "修改查核表草稿" };

export default async function EditPage({
  params,
  searchParams,
}: PageProps<"/inspections/templates/[id]/edit">) {
  const actor = await requireActor();
  const template = await templateById(actor, (await params).id);
  if (template?.state !== "draft" || !mayTemplate(actor, "template.keep")) notFound();
  const done = TEMPLATE_DONE[one((await searchParams).done) ?? ""];
  return (
    <div className="stack">
      <TemplateHead template={template} current="edit" keeps />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <Disclosure summary="表名、修訂日期、附註">
        <Details template={template} />
      </Disclosure>
      <OrderForm template={template} />
      <div className="cluster">
        <LinkButton href={`/inspections/templates/${template.id}/edit/sections`} icon="plus">
          新增面向
        </LinkButton>
      </div>
      <PublishCard template={template} />
    </div>
  );
}

function Details({ template: { id, version, content } }: { template: TemplateDetail }) {
  return (
    <ActionForm key={version} action={detailsAction} submitLabel="儲存" label="表頭資料">
      <HiddenField name="id" value={id} />
      <HiddenField name="version" value={version} />
      <TextField name="title" label="表名" required width="full" defaultValue={content.title} />
      <DateField
        name="revisedOn"
        label="修訂日期"
        required
        width="s"
        defaultValue={formatRocDate(content.version.date)}
      />
      <TextArea
        name="statement"
        label="簽名欄上方說明"
        rows={2}
        width="full"
        defaultValue={content.statement ?? ""}
      />
      <TextArea
        name="notes"
        label="附註"
        hint="一行一則。"
        rows={3}
        width="full"
        defaultValue={content.notes.join("\n")}
      />
      <TextArea
        name="restoration"
        label="重建說明"
        hint="已與紙本核對無誤時清空。"
        rows={2}
        width="full"
        defaultValue={content.restoration ?? ""}
      />
    </ActionForm>
  );
}
