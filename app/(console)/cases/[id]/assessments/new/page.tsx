import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AssessmentFields } from "@/components/cases/assessment-fields";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { assessCaseAction } from "@/lib/features/cases/assessment/actions";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import { mayCase } from "@/lib/features/cases/policy";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "登錄評估" };

export default async function NewAssessmentPage({ params }: PageProps<"/cases/[id]/assessments/new">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayCase(actor, "case.assess")) notFound();
  const opened = await caseFileOfRequest(actor, id);
  if (!opened.ok || opened.data.view !== "full") notFound();
  const { standing, assessments } = opened.data;
  if (standing.status === "closed" || standing.status === "not_eligible") {
    return (
      <Notice
        tone="warn"
        title="已結案或不符資格的個案須先重新受理"
        actions={<LinkButton href={`/cases/${id}`}>回總覽</LinkButton>}
      />
    );
  }
  const [last] = assessments;
  const first = standing.status === "applied";
  return (
    <Section
      title={first ? "登錄評估" : "登錄複評"}
      lead="第 1 級不納入給付，儲存後狀態改為「不符資格」；第 2 級以上待派 A 單位，複評期限自評估日起算。"
    >
      <ActionForm
        action={assessCaseAction}
        submitLabel="儲存評估"
        cancelHref={`/cases/${id}`}
        label="登錄評估"
      >
        <HiddenField name="id" value={id} />
        <HiddenField name="version" value={standing.version} />
        <AssessmentFields
          rules={rulesOf(actor.jurisdictionId)}
          kind={last ? "reassessment" : "initial"}
          today={today()}
          assessedOn={formatRocDate(today())}
          needLevel={last?.needLevel ?? null}
          copayClass={last?.copayClass ?? null}
          hasForeignCaregiver={last?.hasForeignCaregiver ?? false}
          problems={last?.problems ?? []}
          transportZone={standing.district.transportZone}
        />
      </ActionForm>
    </Section>
  );
}
