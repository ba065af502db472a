import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Why } from "@/components/today/why";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { StatusTag } from "@/components/ui/status-tag";
import { CLOCK_LABELS, CLOCK_STATE_LABELS, CLOCK_STATE_TONES } from "@/lib/features/timeliness/labels";
import type { ClockRow } from "@/lib/features/timeliness/types";
import type { FormAction } from "@/lib/platform/define-action";
import { formatRocDate } from "@/lib/platform/roc-date";

type ClockTableProps = {
  caption: string;
  rows: readonly ClockRow[];
  empty: ReactNode;
  /** Without it nobody here may excuse. */
  excuse?: FormAction<{ id: string }>;
  withCase?: boolean;
  sort?: string;
  dir?: "asc" | "desc";
  hrefFor?: ListHref;
  total?: number;
};

/** Clocks with their state, due date and why: what was counted, what was skipped, where it is written. */
export function ClockTable({ excuse, withCase = false, ...list }: ClockTableProps) {
  const caseColumn = {
    key: "case",
    label: "個案或單位",
    render: (row: ClockRow) => (
      <>
        {row.caseId ? (
          <Link href={`/cases/${row.caseId}/clocks`}>
            {row.caseNumber} {row.clientName}
          </Link>
        ) : (
          row.unitName
        )}
        {row.caseId && row.unitName && <div className="muted small">{row.unitName}</div>}
      </>
    ),
  };
  const dutyColumn = {
    key: "duty",
    label: "應辦",
    render: ({ unitName }: ClockRow) => unitName ?? "照顧管理中心",
  };
  return (
    <DataTable
      {...list}
      rowKey={(row) => row.id}
      mobile="cards"
      columns={[
        {
          key: "kind",
          label: "時效",
          rowHeader: true,
          sortable: list.hrefFor !== undefined,
          render: (row) => <span id={row.id}>{CLOCK_LABELS[row.kind]}</span>,
        },
        withCase ? caseColumn : dutyColumn,
        {
          key: "state",
          label: "狀態",
          render: (row) => (
            <>
              <StatusTag tone={CLOCK_STATE_TONES[row.state]}>{CLOCK_STATE_LABELS[row.state]}</StatusTag>
              {row.excuse && <div className="small">事由：{row.excuse}</div>}
            </>
          ),
        },
        {
          key: "startedOn",
          label: "起算",
          nowrap: true,
          sortable: list.hrefFor !== undefined,
          render: (row) => formatRocDate(row.startedOn),
        },
        {
          key: "dueOn",
          label: "期限",
          nowrap: true,
          sortable: list.hrefFor !== undefined,
          render: (row) => (
            <>
              {formatRocDate(row.dueOn)}
              {row.movedFrom && (
                <div className="muted small">
                  原 {formatRocDate(row.movedFrom)}，{movedWhy(row.movedBy)}
                </div>
              )}
            </>
          ),
        },
        { key: "done", label: "完成", nowrap: true, render: (row) => formatRocDate(row.doneOn) },
        {
          key: "why",
          label: "依據與計算",
          render: (row) => (
            <>
              <Why {...row.outcome} />
              {excuse && mayBeExcused(row) && <Excuse row={row} action={excuse} />}
            </>
          ),
        },
      ]}
    />
  );
}

function movedWhy(by: ClockRow["movedBy"]): string {
  if (!by) return "因停班重新計算";
  const day = `${formatRocDate(by.closedOn)} 停班（${by.reason}）`;
  return by.withdrawn ? `${day}撤回，回復計算` : `因 ${day} 重新計算`;
}

function mayBeExcused(row: ClockRow): boolean {
  return row.excuse === null && (row.state === "overdue" || row.state === "met_late");
}

function Excuse({ row, action }: { row: ClockRow; action: FormAction<{ id: string }> }) {
  return (
    <ConfirmDialog trigger="認定事由" title={`${CLOCK_LABELS[row.kind]}逾期事由`} size="s">
      <p>認定後不列入準時率的分母，仍留在紀錄中並註明事由。</p>
      <ActionForm action={action} submitLabel="認定" successMessage="已認定事由。">
        <HiddenField name="id" value={row.id} />
        <TextArea
          name="excuse"
          label="事由"
          required
          rows={3}
          maxLength={500}
          hint="例如：個案住院，115/03/01 至 115/03/09。"
        />
      </ActionForm>
    </ConfirmDialog>
  );
}
