import { Corrections } from "@/components/dispatch/corrections";
import { DecisionView } from "@/components/dispatch/decision-view";
import { BasisTag, ClockTag, DispatchStateTag } from "@/components/dispatch/tags";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { DescriptionList } from "@/components/layout/description-list";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { endDispatchAction, withdrawDispatchAction } from "@/lib/features/dispatch/providers/actions";
import type { DispatchRow } from "@/lib/features/dispatch/providers/types";
import { formatRocDate } from "@/lib/platform/roc-date";

type StandingDispatchProps = { row: DispatchRow; maySend: boolean };

/** The unit that has a service, how it got it, how far it is, and what may be done about it. */
export function StandingDispatch({ row, maySend }: StandingDispatchProps) {
  return (
    <div className="stack">
      <DescriptionList
        columns={3}
        items={[
          { label: "B 單位", value: `${row.toUnit.code} ${row.toUnit.name}` },
          { label: "狀態", value: <DispatchStateTag state={row.state} /> },
          {
            label: "派案方式",
            value: (
              <span className="cluster">
                <BasisTag basis={row.basis} />
                {row.turn !== null && <span className="small">輪次 {row.turn}</span>}
              </span>
            ),
          },
          { label: "派案日", value: formatRocDate(row.dispatchedOn) },
          { label: "預定開始", value: row.plannedStartOn && formatRocDate(row.plannedStartOn) },
          { label: "第一次服務", value: row.firstServiceOn && formatRocDate(row.firstServiceOn) },
          ...(row.corrections.length > 0
            ? [{ label: "第一次服務日更正紀錄", value: <Corrections rows={row.corrections} />, wide: true }]
            : []),
          ...(row.clock
            ? [{ label: "時效", value: <ClockTag clock={row.clock} name="第一次服務" />, wide: true }]
            : []),
          ...(row.reason ? [{ label: "調整理由", value: row.reason, wide: true }] : []),
        ]}
      />
      {row.decision && <DecisionView decision={row.decision} />}
      {maySend && (
        <div className="cluster no-print">
          <LinkButton href={`/dispatch/referrals/${row.id}`}>開啟照會</LinkButton>
          {!row.firstServiceOn && <Withdraw row={row} />}
          {row.state === "accepted" && <End row={row} />}
        </div>
      )}
    </div>
  );
}

function Carried({ row }: { row: DispatchRow }) {
  return (
    <>
      <HiddenField name="id" value={row.id} />
      <HiddenField name="version" value={row.version} />
    </>
  );
}

function Withdraw({ row }: { row: DispatchRow }) {
  return (
    <ConfirmDialog trigger="撤回派案" title="撤回這筆派案？" tone="danger" size="s">
      <p>撤回後這項服務須重新派案；輪次不回復，撤回理由留存。</p>
      <ActionForm action={withdrawDispatchAction} submitLabel="撤回" submitVariant="danger">
        <Carried row={row} />
        <TextArea name="reason" label="撤回理由" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}

function End({ row }: { row: DispatchRow }) {
  return (
    <ConfirmDialog trigger="結束服務" title="登錄服務結束" size="s">
      <ActionForm action={endDispatchAction} submitLabel="結束服務">
        <Carried row={row} />
        <DateField name="endedOn" label="最後服務日" required />
        <TextArea name="reason" label="結束原因" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
