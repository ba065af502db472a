import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import { ASSESSMENT_KIND_LABELS, copayLabel, levelLabel } from "@/lib/features/cases/labels";
import { mayCase } from "@/lib/features/cases/policy";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "評估" };

/** Every assessment of a case: what was recorded stays, a correction is a new one. */
export default async function AssessmentsPage({ params }: PageProps<"/cases/[id]/assessments">) {
  const actor = await requireActor();
  const { id } = await params;
  const opened = await caseFileOfRequest(actor, id);
  if (!opened.ok || opened.data.view !== "full") notFound();
  const { assessments, standing } = opened.data;
  const ended = standing.status === "closed" || standing.status === "not_eligible";
  return (
    <Section
      title="評估"
      lead={`複評期限 ${formatRocDate(standing.nextReassessmentOn)}。評估一經儲存不再變更，更正請另登錄一次複評。`}
      actions={
        mayCase(actor, "case.assess") &&
        !ended && (
          <LinkButton href={`/cases/${id}/assessments/new`} icon="plus" variant="primary">
            {standing.status === "applied" ? "登錄評估" : "登錄複評"}
          </LinkButton>
        )
      }
    >
      <DataTable
        caption="歷次評估"
        captionHidden
        rows={assessments}
        rowKey={(row) => row.id}
        mobile="cards"
        empty={<EmptyState title="尚未評估" icon="document" />}
        columns={[
          {
            key: "assessedOn",
            label: "評估日",
            rowHeader: true,
            nowrap: true,
            render: (row) => formatRocDate(row.assessedOn),
          },
          { key: "kind", label: "種類", nowrap: true, render: (row) => ASSESSMENT_KIND_LABELS[row.kind] },
          { key: "level", label: "需要等級", nowrap: true, render: (row) => levelLabel(row.needLevel) },
          { key: "copay", label: "長照身分別", render: (row) => copayLabel(row.copayClass) },
          {
            key: "foreign",
            label: "外籍看護工",
            nowrap: true,
            render: (row) => (row.hasForeignCaregiver ? "有" : "無"),
          },
          { key: "problems", label: "照顧問題", render: (row) => row.problems.join("、") || "—" },
          { key: "note", label: "備註", render: (row) => row.note ?? "—" },
        ]}
      />
    </Section>
  );
}
