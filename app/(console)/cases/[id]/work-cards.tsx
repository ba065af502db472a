import { DueTag } from "@/components/cases/due-tag";
import { Card } from "@/components/layout/card";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { PLAN_KIND_LABELS, PLAN_STATUS_LABELS, PLAN_STATUS_TONES } from "@/lib/features/care-plans/labels";
import type { DispatchSummary, FullFile, PlanSummary } from "@/lib/features/cases/file/types";
import { CONTACT_KIND_LABELS } from "@/lib/features/cases/labels";
import { BASIS_LABELS, DISPATCH_STATE_LABELS } from "@/lib/features/dispatch/providers/labels";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { CLOCK_LABELS } from "@/lib/features/timeliness/labels";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

/** The approved plan and the one under way. */
export function PlanCard({ file: { plans, standing } }: { file: FullFile }) {
  return (
    <Card title="照顧計畫" actions={<Link href={`/cases/${standing.id}/plan`}>開啟計畫</Link>}>
      {plans.length === 0 ? (
        <p className="muted">尚無照顧計畫。</p>
      ) : (
        <div className="stack">
          {plans.map((plan) => (
            <PlanLine key={plan.id} plan={plan} />
          ))}
        </div>
      )}
    </Card>
  );
}

function PlanLine({ plan }: { plan: PlanSummary }) {
  const when = plan.decidedAt ?? plan.submittedAt;
  return (
    <div className="stack-s">
      <p className="cluster">
        <strong>第 {plan.versionNo} 版</strong>
        <span>{PLAN_KIND_LABELS[plan.kind]}</span>
        <StatusTag tone={PLAN_STATUS_TONES[plan.status]}>{PLAN_STATUS_LABELS[plan.status]}</StatusTag>
        {plan.visitedOn && <span>家訪 {formatRocDate(plan.visitedOn)}</span>}
        {when && <span className="muted small">{formatRocInstant(when)}</span>}
      </p>
      {plan.items.length > 0 && (
        <ul className="prose">
          {plan.items.map((item) => (
            <li key={`${item.code}-${item.name}-${item.quantity}`}>
              {item.code} {item.name}，每月 {item.quantity}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Whom the case was given to. */
export function DispatchCard({ file: { dispatches, standing } }: { file: FullFile }) {
  return (
    <Card
      title="派案與照會"
      flush={dispatches.length > 0}
      actions={<Link href={`/cases/${standing.id}/dispatch`}>開啟派案</Link>}
    >
      <DispatchTable dispatches={dispatches} empty="尚未派案。" />
    </Card>
  );
}

type DispatchTableProps = { dispatches: readonly DispatchSummary[]; empty: string };

export function DispatchTable({ dispatches, empty }: DispatchTableProps) {
  if (dispatches.length === 0) return <p className="muted">{empty}</p>;
  return (
    <DataTable
      caption="派案與照會"
      captionHidden
      rows={dispatches}
      rowKey={(row) => row.id}
      mobile="cards"
      columns={[
        { key: "service", label: "服務", rowHeader: true, render: (row) => SERVICE_LABELS[row.service] },
        {
          key: "unit",
          label: "單位",
          render: (row) => <Link href={`/units/${row.toUnit.id}`}>{row.toUnit.name}</Link>,
        },
        { key: "basis", label: "方式", nowrap: true, render: (row) => BASIS_LABELS[row.basis] },
        { key: "state", label: "狀態", nowrap: true, render: (row) => DISPATCH_STATE_LABELS[row.state] },
        {
          key: "dispatchedOn",
          label: "派案日",
          nowrap: true,
          render: (row) => formatRocDate(row.dispatchedOn),
        },
        {
          key: "firstServiceOn",
          label: "第一次服務",
          nowrap: true,
          render: (row) => formatRocDate(row.firstServiceOn),
        },
        { key: "endedOn", label: "終止", nowrap: true, render: (row) => formatRocDate(row.endedOn) },
      ]}
    />
  );
}

/** The limits that run. */
export function ClockCard({ file: { clocks, standing }, today }: { file: FullFile; today: PlainDate }) {
  return (
    <Card
      title="進行中的時效"
      flush={clocks.length > 0}
      actions={<Link href={`/cases/${standing.id}/clocks`}>開啟時效</Link>}
    >
      {clocks.length === 0 ? (
        <p className="muted">沒有進行中的時效。</p>
      ) : (
        <ClockTable clocks={clocks} today={today} />
      )}
    </Card>
  );
}

function ClockTable({ clocks, today }: { clocks: FullFile["clocks"]; today: PlainDate }) {
  return (
    <DataTable
      caption="進行中的時效"
      captionHidden
      rows={clocks}
      rowKey={(clock) => clock.id}
      mobile="cards"
      columns={[
        { key: "kind", label: "時效", rowHeader: true, render: (clock) => CLOCK_LABELS[clock.kind] },
        { key: "unit", label: "應辦", render: (clock) => clock.unit?.name ?? "照顧管理中心" },
        {
          key: "startedOn",
          label: "起算日",
          nowrap: true,
          render: (clock) => formatRocDate(clock.startedOn),
        },
        { key: "dueOn", label: "期限", render: (clock) => <DueTag dueOn={clock.dueOn} today={today} /> },
      ]}
    />
  );
}

/** The last contacts of monthly care management. */
export function ContactCard({ file: { contacts, standing } }: { file: FullFile }) {
  return (
    <Card
      title="最近的照顧管理聯繫"
      flush={contacts.length > 0}
      actions={<Link href={`/cases/${standing.id}/monitoring`}>開啟照顧管理</Link>}
    >
      {contacts.length === 0 ? (
        <p className="muted">尚無 AA02 紀錄。</p>
      ) : (
        <ContactTable contacts={contacts} />
      )}
    </Card>
  );
}

function ContactTable({ contacts }: { contacts: FullFile["contacts"] }) {
  return (
    <DataTable
      caption="最近的照顧管理聯繫"
      captionHidden
      rows={contacts}
      rowKey={(contact) => contact.id}
      mobile="cards"
      columns={[
        {
          key: "contactOn",
          label: "日期",
          rowHeader: true,
          nowrap: true,
          render: (contact) => formatRocDate(contact.contactOn),
        },
        { key: "kind", label: "方式", render: (contact) => CONTACT_KIND_LABELS[contact.kind] },
        { key: "problems", label: "問題", render: (contact) => contact.problems ?? "—" },
        {
          key: "planChangeNeeded",
          label: "計畫異動",
          render: (contact) => (contact.planChangeNeeded ? "需要" : "—"),
        },
      ]}
    />
  );
}
