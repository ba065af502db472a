import { TemplateStateTag } from "@/components/checklists/template-state-tag";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Badge } from "@/components/ui/badge";
import { WORDS } from "@/lib/features/inspections/templates/differences/labels";
import { differenceCount, differences } from "@/lib/features/inspections/templates/differences/types";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import type { TemplateDetail } from "@/lib/features/inspections/templates/queries";
import { TemplateTabs } from "./tabs";

interface Props {
  template: TemplateDetail;
  current: "form" | "edit" | "changes";
  keeps: boolean;
}

/** Title, state and tabs of a version. */
export function TemplateHead({ template, current, keeps }: Props) {
  const { id, title, formKey, versionNo, printed, state, before, content } = template;
  const changes = before && differenceCount(differences(before.content, content, WORDS));
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[
          { label: "查核" },
          { href: "/inspections/templates", label: "查核表" },
          { label: `${FORM_LABELS[formKey]} 第 ${versionNo} 版` },
        ]}
        meta={
          <span className="cluster">
            <TemplateStateTag state={state} />
            <Badge>第 {versionNo} 版</Badge>
            <Badge title="表單所印修訂日期">{printed}</Badge>
          </span>
        }
        actions={<PrintButton />}
      />
      <TemplateTabs id={id} current={current} isEditable={keeps && state === "draft"} changes={changes} />
    </>
  );
}
