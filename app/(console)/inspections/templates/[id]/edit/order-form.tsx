import { ItemText } from "@/components/checklists/item-text";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/layout/card";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { stepAction } from "@/lib/features/inspections/templates/editing/actions";
import { RESULT_KIND_LABELS } from "@/lib/features/inspections/templates/labels";
import type { TemplateDetail } from "@/lib/features/inspections/templates/queries";
import type { Section as FormSection, Item } from "@/lib/features/inspections/templates/types";

interface Place {
  isFirst: boolean;
  isLast: boolean;
}

/** The order of a draft's sections and items. Every button is one deed and is saved at once; nothing needs JavaScript. */
export function OrderForm({ template }: { template: TemplateDetail }) {
  const { id, version, content } = template;
  const { sections } = content;
  return (
    <ActionForm key={version} action={stepAction} hideSubmit label="面向與項目" successMessage="已調整。">
      <HiddenField name="id" value={id} />
      <HiddenField name="version" value={version} />
      <div className="cluster">
        <SubmitButton variant="quiet" name="step" value="renumber:through">
          項次全表連續編號
        </SubmitButton>
        {sections.length > 1 && (
          <SubmitButton variant="quiet" name="step" value="renumber:by_section">
            項次依面向分別編號
          </SubmitButton>
        )}
      </div>
      {sections.map((section, place) => (
        <SectionRows
          key={section.key}
          id={id}
          section={section}
          place={{ isFirst: place === 0, isLast: place === sections.length - 1 }}
        />
      ))}
      <Retired template={template} />
    </ActionForm>
  );
}

function SectionRows({ id, section, place }: { id: string; section: FormSection; place: Place }) {
  const path = `/inspections/templates/${id}/edit`;
  const of = `section=${section.key}`;
  const last = section.items.length - 1;
  return (
    <Card
      flush
      title={[section.number, section.label].filter(Boolean).join(" ")}
      actions={
        <span className="cluster">
          {!place.isFirst && <Step name="section_up" of={section} what="面向上移" />}
          {!place.isLast && <Step name="section_down" of={section} what="面向下移" />}
          <LinkButton href={`${path}/sections?${of}`} size="s">
            改名或移除
          </LinkButton>
          <LinkButton href={`${path}/items?${of}`} size="s" icon="plus">
            新增項目
          </LinkButton>
        </span>
      }
    >
      <DataTable
        caption={section.label}
        captionHidden
        mobile="cards"
        rows={section.items.map((item, index) => ({ item, index }))}
        rowKey={({ item }) => item.key}
        columns={[
          { key: "number", label: "項次", width: "3.5rem", render: ({ item }) => item.number ?? "" },
          { key: "label", label: "項目", rowHeader: true, render: ({ item }) => <ItemText item={item} /> },
          {
            key: "kind",
            label: "查核結果",
            render: ({ item }) =>
              [...new Set(item.questions.map(({ kind }) => RESULT_KIND_LABELS[kind]))].join("、"),
          },
          {
            key: "steps",
            label: "調整",
            width: "18rem",
            render: ({ item, index }) => (
              <span className="cluster">
                {!(place.isFirst && index === 0) && <Step name="item_up" of={item} what="上移" />}
                {!(place.isLast && index === last) && <Step name="item_down" of={item} what="下移" />}
                <LinkButton href={`${path}/items?${of}&item=${item.key}`} size="s">
                  修改<span className="visually-hidden"> {item.label}</span>
                </LinkButton>
                <Step name="item_retire" of={item} what="停用" />
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Step({ name, of, what }: { name: string; of: { key: string; label: string }; what: string }) {
  return (
    <SubmitButton variant="quiet" name="step" value={`${name}:${of.key}`}>
      {what}
      <span className="visually-hidden"> {of.label}</span>
    </SubmitButton>
  );
}

/** Items of the version in force that the draft left out, to be taken back. */
function Retired({ template: { before, content } }: { template: TemplateDetail }) {
  const standing = new Set(content.sections.flatMap(({ items }) => items.map(({ key }) => key)));
  const retired = (before?.content.sections ?? []).flatMap(({ items, label }) =>
    items.filter(({ key }) => !standing.has(key)).map((item: Item) => ({ item, section: label })),
  );
  if (retired.length === 0) return null;
  return (
    <Section title="本草稿停用的項目" lead="發布後不再查核；已有的查核紀錄不受影響。">
      <DataTable
        caption="停用的項目"
        captionHidden
        mobile="cards"
        rows={retired}
        rowKey={({ item }) => item.key}
        columns={[
          { key: "section", label: "面向", render: ({ section }) => section },
          {
            key: "label",
            label: "項目",
            rowHeader: true,
            render: ({ item }) => [item.number, item.label].filter(Boolean).join(". "),
          },
          {
            key: "steps",
            label: "調整",
            render: ({ item }) => <Step name="item_restore" of={item} what="恢復" />,
          },
        ]}
      />
    </Section>
  );
}
