import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BudgetPanel } from "@/components/care-plans/budget-panel";
import { ItemTable } from "@/components/care-plans/item-table";
import { PlanStatusTag } from "@/components/care-plans/plan-status-tag";
import { Card } from "@/components/layout/card";
import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PLAN_KIND_LABELS } from "@/lib/features/care-plans/labels";
import { mayPlan } from "@/lib/features/care-plans/policy";
import { type CasePlans, casePlans } from "@/lib/features/care-plans/queries";
import { OPEN_STATUSES, type PlanRow } from "@/lib/features/care-plans/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { StartPlan } from "./start-plan";

export const metadata: Metadata = { title: "計畫" };

/** The plans of a case: the one in force, the one under way, every version before. */
export default async function CasePlansPage({ params }: PageProps<"/cases/[id]/plan">) {
  const actor = await requireActor();
  const { id } = await params;
  const found = await casePlans(actor, id);
  if (!found) notFound();
  const open = found.plans.find(({ status }) => OPEN_STATUSES.some((each) => each === status));
  const approved = found.plans.find(({ status }) => status === "approved");
  return (
    <div className="stack-l">
      {mayPlan(actor, "plan.draft") && !open && <StartPlan found={found} asOf={today()} />}
      {open && <UnderWay plan={open} />}
      {approved && <InForce plan={approved} found={found} />}
      <Section title="歷次版本">
        <Versions plans={found.plans} />
      </Section>
    </div>
  );
}

function UnderWay({ plan }: { plan: PlanRow }) {
  const href = `/cases/${plan.caseId}/plan/${plan.id}`;
  return (
    <Card title={`辦理中：第 ${plan.versionNo} 版（${PLAN_KIND_LABELS[plan.kind]}）`}>
      <p className="cluster">
        <PlanStatusTag status={plan.status} />
        {plan.submittedAt && <span>送審 {formatRocInstant(plan.submittedAt)}</span>}
        <Link href={href}>開啟計畫</Link>
      </p>
    </Card>
  );
}

function InForce({ plan, found }: { plan: PlanRow; found: CasePlans }) {
  const count = plan.outcome?.decided?.count;
  return (
    <Section
      title={`核定計畫：第 ${plan.versionNo} 版`}
      lead={`核定 ${formatRocInstant(plan.decidedAt)}，家訪 ${formatRocDate(plan.visitedOn ?? found.lastVisit)}`}
      actions={<Link href={`/cases/${plan.caseId}/plan/${plan.id}`}>開啟計畫</Link>}
    >
      <ItemTable items={plan.items} problemTexts={found.problemTexts} />
      {count && <BudgetPanel count={count} />}
    </Section>
  );
}

function Versions({ plans }: { plans: readonly PlanRow[] }) {
  return (
    <DataTable
      caption="歷次版本"
      captionHidden
      rows={plans}
      rowKey={(plan) => plan.id}
      mobile="cards"
      empty={<EmptyState title="尚無照顧計畫" icon="document" />}
      columns={[
        {
          key: "versionNo",
          label: "版次",
          rowHeader: true,
          nowrap: true,
          render: (plan) => (
            <Link href={`/cases/${plan.caseId}/plan/${plan.id}`}>第 {plan.versionNo} 版</Link>
          ),
        },
        { key: "kind", label: "種類", nowrap: true, render: (plan) => PLAN_KIND_LABELS[plan.kind] },
        {
          key: "status",
          label: "狀態",
          nowrap: true,
          render: (plan) => <PlanStatusTag status={plan.status} />,
        },
        {
          key: "visitedOn",
          label: "家訪日",
          nowrap: true,
          render: (plan) => formatRocDate(plan.visitedOn) || "—",
        },
        {
          key: "submittedAt",
          label: "送審",
          nowrap: true,
          render: (plan) => (plan.submittedAt ? formatRocInstant(plan.submittedAt) : "—"),
        },
        {
          key: "decidedAt",
          label: "審核",
          nowrap: true,
          render: (plan) => (plan.decidedAt ? formatRocInstant(plan.decidedAt) : "—"),
        },
        { key: "items", label: "項目", align: "end", render: (plan) => plan.items.length },
        { key: "reason", label: "原因或意見", render: (plan) => plan.reason ?? plan.remark ?? "—" },
      ]}
    />
  );
}
