import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ItemFields } from "@/components/checklists/item-fields";
import { NewQuestionFields, QuestionFields } from "@/components/checklists/question-fields";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { PageHeader } from "@/components/layout/page-header";
import { addItemAction, changeItemAction } from "@/lib/features/inspections/templates/editing/actions";
import { itemOf } from "@/lib/features/inspections/templates/editing/types";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { templateById } from "@/lib/features/inspections/templates/queries";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核項目" };

export default async function ItemPage({
  params,
  searchParams,
}: PageProps<"/inspections/templates/[id]/edit/items">) {
  const actor = await requireActor();
  const template = await templateById(actor, (await params).id);
  if (template?.state !== "draft" || !mayTemplate(actor, "template.keep")) notFound();
  const query = await searchParams;
  const { content, id, version } = template;
  const key = one(query.item);
  const found = key ? itemOf(content, key) : null;
  const section = found?.section ?? content.sections.find((each) => each.key === one(query.section));
  if ((key && !found) || !section) notFound();
  const draft = `/inspections/templates/${id}/edit`;
  const item = found?.item ?? null;
  const options = content.sections.map((each) => ({
    value: each.key,
    label: [each.number, each.label].filter(Boolean).join(" "),
  }));
  return (
    <div className="stack">
      <PageHeader
        title={item ? "修改項目" : "新增項目"}
        breadcrumbs={[
          { href: "/inspections/templates", label: "查核表" },
          { href: draft, label: `${template.title} 草稿` },
          { label: item ? `項目 ${item.number ?? ""}` : "新增項目" },
        ]}
        lead={item && "修改後的文字即為簽署時的文字；項目的歷次結果仍與前版同一項目接續。"}
      />
      <ActionForm
        action={item ? changeItemAction : addItemAction}
        submitLabel="儲存至草稿"
        cancelHref={draft}
        label={item ? "修改項目" : "新增項目"}
      >
        <HiddenField name="id" value={id} />
        <HiddenField name="version" value={version} />
        {item && <HiddenField name="key" value={item.key} />}
        <ItemFields item={item} section={section.key} sections={options} />
        {item?.questions.map((question) => (
          <QuestionFields key={question.key} question={question} isOnly={item.questions.length === 1} />
        ))}
        <NewQuestionFields isFirst={!item} />
      </ActionForm>
    </div>
  );
}
