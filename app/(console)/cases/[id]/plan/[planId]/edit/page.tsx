import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { CountGround } from "@/components/care-plans/live-count";
import { PlanForm } from "@/components/care-plans/plan-form";
import { Section } from "@/components/layout/section";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { writePlanAction } from "@/lib/features/care-plans/actions";
import { allCodes } from "@/lib/features/care-plans/codes/queries";
import type { PaymentCode } from "@/lib/features/care-plans/codes/types";
import { PLAN_KIND_LABELS } from "@/lib/features/care-plans/labels";
import { mayPlan } from "@/lib/features/care-plans/policy";
import { type CasePlans, casePlans, handsIn } from "@/lib/features/care-plans/queries";
import { WRITABLE_STATUSES } from "@/lib/features/care-plans/types";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "擬訂計畫" };

/** The plan screen: items beside the problems, quota and co-payment counted while somebody types. */
export default async function EditPlanPage({ params }: PageProps<"/cases/[id]/plan/[planId]/edit">) {
  const actor = await requireActor();
  const { id, planId } = await params;
  if (!mayPlan(actor, "plan.draft")) notFound();
  const found = await casePlans(actor, id);
  const plan = found?.plans.find((each) => each.id === planId);
  if (!found || !plan || plan.aUnitId !== actor.unitId) notFound();
  if (!WRITABLE_STATUSES.some((status) => status === plan.status)) redirect(`/cases/${id}/plan/${planId}`);
  const [codes, mine] = await Promise.all([allCodes(actor), handsIn(actor, found.caseFile)]);
  return (
    <Section
      title={`第 ${plan.versionNo} 版：${PLAN_KIND_LABELS[plan.kind]}`}
      lead={factsOf(found)}
      actions={<Link href={`/cases/${id}/plan/${planId}`}>檢視</Link>}
    >
      {plan.status === "returned" && (
        <Notice tone="warn" title="照管中心退回修正">
          {plan.remark ?? "意見在各項目旁。"}
        </Notice>
      )}
      <PlanForm
        action={writePlanAction}
        plan={plan}
        ground={groundOf(actor.jurisdictionId, found, codes)}
        handsIn={mine}
      />
    </Section>
  );
}

function factsOf({ caseFile }: CasePlans): string {
  const { needLevel, copayClass, hasForeignCaregiver, district } = caseFile;
  return [
    `長照需要等級第 ${needLevel} 級`,
    `部分負擔第 ${copayClass} 類`,
    hasForeignCaregiver ? "聘僱外籍看護工" : "未聘僱外籍看護工",
    `${district.name}（交通第 ${district.transportZone} 類${district.indigenousArea ? "，原住民族地區價格" : ""}）`,
  ].join("，");
}

function groundOf(city: string, { caseFile, problems }: CasePlans, codes: PaymentCode[]): CountGround {
  return {
    rules: rulesOf(city),
    today: today(),
    needLevel: caseFile.needLevel ?? 1,
    copayClass: caseFile.copayClass ?? 3,
    foreignCaregiver: caseFile.hasForeignCaregiver,
    transportZone: caseFile.district.transportZone,
    remote: caseFile.district.indigenousArea,
    problems,
    codes,
  };
}
