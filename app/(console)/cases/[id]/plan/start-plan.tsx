import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { startPlanAction } from "@/lib/features/care-plans/actions";
import { renewalFrom } from "@/lib/features/care-plans/labels";
import type { CasePlans } from "@/lib/features/care-plans/queries";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

/** What can be begun: the first plan, or from a copy of the approved one a change or, from the fifth month on, the next plan. */
export function StartPlan({ found, asOf }: { found: CasePlans; asOf: PlainDate }) {
  const { caseFile, plans, lastVisit } = found;
  if (caseFile.status !== "assigned" && caseFile.status !== "in_service") return null;
  if (!plans.some(({ status }) => status === "approved")) {
    return (
      <Card title="擬訂照顧計畫">
        <ActionForm action={startPlanAction} submitLabel="開始擬訂" label="開始擬訂">
          <HiddenField name="caseId" value={caseFile.id} />
          <HiddenField name="kind" value="initial" />
          <p className="small muted">
            依最近一次評估的照顧問題擬訂服務項目、目標與數量，並計算額度與部分負擔。
          </p>
        </ActionForm>
      </Card>
    );
  }
  const from = lastVisit && renewalFrom(lastVisit);
  return (
    <div className="cluster no-print">
      <ConfirmDialog trigger="計畫異動" title="開始計畫異動?" icon="plus">
        <p>以目前核定的計畫為底稿；送審並核定後，取代目前的計畫。</p>
        <ActionForm action={startPlanAction} submitLabel="開始異動">
          <HiddenField name="caseId" value={caseFile.id} />
          <HiddenField name="kind" value="change" />
          <TextArea name="reason" label="異動原因" required rows={3} maxLength={500} />
        </ActionForm>
      </ConfirmDialog>
      {from && asOf < from ? (
        <span className="small muted">自 {formatRocDate(from)} 起可重新擬訂計畫。</span>
      ) : (
        <ConfirmDialog trigger="重新擬訂" title="開始六個月重新擬訂?" icon="plus">
          <p>以目前核定的計畫為底稿；須重新家訪（AA01）。</p>
          <ActionForm action={startPlanAction} submitLabel="開始重新擬訂">
            <HiddenField name="caseId" value={caseFile.id} />
            <HiddenField name="kind" value="renewal" />
          </ActionForm>
        </ConfirmDialog>
      )}
    </div>
  );
}
