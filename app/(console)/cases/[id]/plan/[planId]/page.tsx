import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BudgetPanel } from "@/components/care-plans/budget-panel";
import { DifferenceList } from "@/components/care-plans/difference-list";
import { ItemTable } from "@/components/care-plans/item-table";
import { PlanStatusTag } from "@/components/care-plans/plan-status-tag";
import { ReviewList } from "@/components/care-plans/review-list";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Timeline } from "@/components/ui/timeline";
import { judgeForScreen } from "@/lib/features/care-plans/content/queries";
import { PLAN_ACTIONS, PLAN_DONE_MESSAGES, PLAN_KIND_LABELS } from "@/lib/features/care-plans/labels";
import { mayPlan } from "@/lib/features/care-plans/policy";
import { type CasePlans, casePlans, eventsOf, handsIn } from "@/lib/features/care-plans/queries";
import { type PlanEvent, type PlanRow, WRITABLE_STATUSES } from "@/lib/features/care-plans/types";
import type { Actor } from "@/lib/platform/actor";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { ChooseVersion } from "./choose-version";
import { DecidePlan } from "./decide-plan";
import { WithdrawPlan } from "./withdraw-plan";

type Props = PageProps<"/cases/[id]/plan/[planId]">;

export const metadata: Metadata = { title: "照顧計畫" };

/** One version of a plan, as it is read, printed, decided and compared. */
export default async function PlanPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id, planId } = await params;
  const found = await casePlans(actor, id);
  const plan = found?.plans.find((each) => each.id === planId);
  if (!found || !plan) notFound();
  const query = await searchParams;
  const [events, judged] = await Promise.all([eventsOf(actor, planId), judgeForScreen(actor, plan)]);
  const done = PLAN_DONE_MESSAGES[one(query.done) ?? ""];
  const review = mayPlan(actor, "plan.review") && plan.status === "submitted";
  return (
    <div className="stack-l">
      {done && <Notice tone="good" live="status" title={done} />}
      <Section
        title={`第 ${plan.versionNo} 版：${PLAN_KIND_LABELS[plan.kind]}`}
        lead={<PlanStatusTag status={plan.status} />}
        actions={<Actions actor={actor} plan={plan} found={found} />}
      >
        {plan.remark && (
          <Notice tone={plan.status === "returned" ? "warn" : "info"} title="審核意見">
            {plan.remark}
          </Notice>
        )}
        <Facts plan={plan} found={found} />
      </Section>
      <Section title="服務項目">
        <ItemTable items={plan.items} problemTexts={found.problemTexts} />
      </Section>
      <Problems plan={plan} found={found} />
      {judged && (
        <div className="columns-2">
          <Section title="額度與部分負擔">
            <BudgetPanel count={judged.count} />
          </Section>
          <Section title="檢核">
            <ReviewList issues={judged.review.issues} problems={found.problems} />
          </Section>
        </div>
      )}
      <Versions plan={plan} found={found} against={one(query.against)} />
      {review && (
        <div className="no-print">
          <DecidePlan plan={plan} />
        </div>
      )}
      <History events={events} />
    </div>
  );
}

async function Actions({ actor, plan, found }: { actor: Actor; plan: PlanRow; found: CasePlans }) {
  const own = mayPlan(actor, "plan.draft") && plan.aUnitId === actor.unitId;
  const writable = own && WRITABLE_STATUSES.some((status) => status === plan.status);
  return (
    <div className="cluster no-print">
      {writable && (
        <LinkButton href={`/cases/${plan.caseId}/plan/${plan.id}/edit`} variant="primary">
          {plan.status === "returned" ? "修正計畫" : "繼續擬訂"}
        </LinkButton>
      )}
      {writable && (await handsIn(actor, found.caseFile)) && <WithdrawPlan plan={plan} />}
      <PrintButton />
    </div>
  );
}

function Facts({ plan, found: { caseFile } }: { plan: PlanRow; found: CasePlans }) {
  const { submitted, decided } = plan.outcome ?? {};
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: "家訪日（AA01）", value: formatRocDate(plan.visitedOn) },
        { label: "長照需要等級", value: `第 ${plan.needLevel} 級` },
        { label: "部分負擔身分", value: `第 ${plan.copayClass} 類` },
        { label: "外籍看護工", value: plan.hasForeignCaregiver ? "有聘僱" : "未聘僱" },
        {
          label: "行政區",
          value: `${caseFile.district.name}（交通第 ${caseFile.district.transportZone} 類）`,
        },
        {
          label: "A 單位／個案管理員",
          value: `${caseFile.aUnitName ?? ""}／${caseFile.managerName ?? "未分派"}`,
        },
        { label: "異動原因", value: plan.reason },
        {
          label: "送審",
          value: plan.submittedAt && `${formatRocInstant(plan.submittedAt)} ${submitted?.by ?? ""}`,
        },
        {
          label: "審核",
          value: plan.decidedAt && `${formatRocInstant(plan.decidedAt)} ${decided?.by ?? ""}`,
        },
      ]}
    />
  );
}

function Problems({ plan, found }: { plan: PlanRow; found: CasePlans }) {
  const notes = Object.entries(plan.problemNotes);
  if (notes.length === 0) return null;
  return (
    <Section title="不以服務回應之照顧問題">
      <DescriptionList
        columns={1}
        items={notes.map(([id, note]) => ({ label: found.problemTexts.get(id) ?? "照顧問題", value: note }))}
      />
    </Section>
  );
}

function Versions({
  plan,
  found,
  against,
}: {
  plan: PlanRow;
  found: CasePlans;
  against: string | undefined;
}) {
  const others = found.plans.filter(({ id }) => id !== plan.id);
  const before = others.filter(({ versionNo }) => versionNo < plan.versionNo);
  const chosen =
    others.find(({ id }) => id === against) ??
    before.find(({ status }) => status === "approved" || status === "superseded") ??
    before[0];
  if (!chosen) return null;
  return (
    <Section title={`與第 ${chosen.versionNo} 版之差異`}>
      {others.length > 1 && <ChooseVersion plan={plan} others={others} chosen={chosen} />}
      <DifferenceList before={chosen} after={plan} />
    </Section>
  );
}

function History({ events }: { events: readonly PlanEvent[] }) {
  return (
    <Card title="辦理經過">
      <Timeline
        label="辦理經過"
        empty="尚無紀錄"
        items={[...events].reverse().map(({ at, by, action, lines }) => ({
          id: `${action} ${at.toISOString()}`,
          time: formatRocInstant(at),
          dateTime: at.toISOString(),
          title: PLAN_ACTIONS[action] ?? action,
          by,
          detail: lines.length > 0 ? lines.join("；") : undefined,
        }))}
      />
    </Card>
  );
}
