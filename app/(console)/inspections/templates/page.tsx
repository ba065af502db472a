import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TemplateStateTag } from "@/components/checklists/template-state-tag";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { StatusTag } from "@/components/ui/status-tag";
import { FORM_LABELS, SUBJECT_LABELS, TEMPLATE_DONE } from "@/lib/features/inspections/templates/labels";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { type FormVersions, listForms, type VersionRow } from "@/lib/features/inspections/templates/queries";
import { FORM_KEYS } from "@/lib/features/inspections/templates/types";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核表" };

export default async function TemplatesPage({ searchParams }: PageProps<"/inspections/templates">) {
  const actor = await requireActor();
  if (!mayTemplate(actor, "template.read")) notFound();
  const forms = await listForms(actor);
  const done = TEMPLATE_DONE[one((await searchParams).done) ?? ""];
  const missing = FORM_KEYS.filter((key) => !forms.some(({ formKey }) => formKey === key));
  return (
    <div className="stack">
      <PageHeader
        title="查核表"
        breadcrumbs={[{ label: "查核" }, { label: "查核表" }]}
        lead={
          mayTemplate(actor, "template.keep")
            ? "使用過的版本不再變更；修訂時由使用中的版本另立草稿，完成後發布。"
            : "各版本供閱覽；修訂由系統管理者辦理。"
        }
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      {forms.length === 0 && <EmptyState title="本機關尚無查核表" icon="document" />}
      {forms.map((form) => (
        <Form key={form.formKey} form={form} keeps={mayTemplate(actor, "template.keep")} />
      ))}
      {missing.length > 0 && forms.length > 0 && (
        <p className="muted small">
          本市計畫未公布下列表單，系統不自行編製：{missing.map((key) => FORM_LABELS[key]).join("、")}。
        </p>
      )}
    </div>
  );
}

function Form({
  form: { formKey, inForce, draft, versions },
  keeps,
}: {
  form: FormVersions;
  keeps: boolean;
}) {
  const main = [draft, inForce].filter((row) => row !== null);
  const old = versions.filter(({ state }) => state === "retired");
  return (
    <Section
      title={FORM_LABELS[formKey]}
      lead={inForce && `${inForce.title}・對象：${SUBJECT_LABELS[inForce.subject]}`}
      actions={
        keeps &&
        inForce &&
        !draft && (
          <LinkButton href={`/inspections/templates/${inForce.id}?revise=1#revise`} icon="edit">
            另立新版
          </LinkButton>
        )
      }
    >
      <Versions caption={`${FORM_LABELS[formKey]}的版本`} rows={main} />
      {old.length > 0 && (
        <Disclosure summary={`舊版 ${old.length} 個`}>
          <Versions caption={`${FORM_LABELS[formKey]}的舊版`} rows={old} />
        </Disclosure>
      )}
    </Section>
  );
}

function Versions({ caption, rows }: { caption: string; rows: readonly VersionRow[] }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      mobile="cards"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "version",
          label: "版本",
          rowHeader: true,
          render: ({ id, versionNo, printed }) => (
            <Link href={`/inspections/templates/${id}`}>
              第 {versionNo} 版（{printed}）
            </Link>
          ),
        },
        {
          key: "state",
          label: "狀態",
          render: ({ state, isRestored }) => (
            <span className="cluster">
              <TemplateStateTag state={state} />
              {isRestored && <StatusTag tone="warn">部分重建</StatusTag>}
            </span>
          ),
        },
        { key: "items", label: "項目數", align: "end", render: ({ items }) => items },
        {
          key: "origin",
          label: "來源",
          render: ({ isByCity, origin }) =>
            isByCity ? "本局修訂" : origin === "own" ? "依計畫整理" : "公布表單",
        },
        {
          key: "published",
          label: "發布時間",
          nowrap: true,
          render: ({ publishedAt }) => (publishedAt ? formatRocInstant(publishedAt) : "—"),
        },
      ]}
    />
  );
}
