import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import { withdrawClosureAction } from "@/lib/features/registry/closures/actions";
import type { ClosureRow } from "@/lib/features/registry/closures/types";
import type { MovedByClosure } from "@/lib/features/timeliness/moving/types";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { MovedClocks } from "./moved-clocks";
import { type Moved, MovedList } from "./moved-list";

export type MovedDeadlines = Map<string, readonly Moved[]>;

export type MovedClocksOf = Map<string, MovedByClosure>;

type ClosureTableProps = {
  rows: readonly ClosureRow[];
  moved: MovedDeadlines;
  clocks: MovedClocksOf;
  keeps: boolean;
};

const weekday = new Intl.DateTimeFormat("zh-TW", { weekday: "short", timeZone: "UTC" });

/** The closures of a year, withdrawn ones too. */
export function ClosureTable({ rows, moved, clocks, keeps }: ClosureTableProps) {
  return (
    <DataTable
      caption="停班日"
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      empty={
        <EmptyState title="這一年沒有登錄停班日" icon="calendar">
          {keeps ? "宣布停班時，請在下方登錄；期限會自動順延。" : "本府宣布停班時，會登錄在這裡。"}
        </EmptyState>
      }
      columns={[
        {
          key: "closedOn",
          label: "日期",
          rowHeader: true,
          nowrap: true,
          render: (row) =>
            `${formatRocDate(row.closedOn)}（${weekday.format(new Date(`${row.closedOn}T00:00:00Z`))}）`,
        },
        { key: "reason", label: "原因", render: (row) => row.reason },
        {
          key: "state",
          label: "狀態",
          render: (row) =>
            row.withdrawnAt ? (
              <StatusTag tone="neutral">已撤回：{row.withdrawnReason}</StatusTag>
            ) : (
              <StatusTag tone="info">停班</StatusTag>
            ),
        },
        {
          key: "moved",
          label: "受影響之期限",
          render: (row) => <Affected moved={moved.get(row.id)} clocks={clocks.get(row.id)} />,
        },
        { key: "at", label: "登錄時間", nowrap: true, render: (row) => formatRocInstant(row.createdAt) },
        ...(keeps
          ? [
              {
                key: "withdraw",
                label: "處理",
                render: (row: ClosureRow) =>
                  !row.withdrawnAt && <Withdraw row={row} moved={moved.get(row.id) ?? []} />,
              },
            ]
          : []),
      ]}
    />
  );
}

type AffectedProps = { moved: readonly Moved[] | undefined; clocks: MovedByClosure | undefined };

function Affected({ moved = [], clocks }: AffectedProps) {
  const none = moved.length === 0 && (clocks?.total ?? 0) === 0;
  if (none) return "—";
  return (
    <>
      {clocks && <MovedClocks moved={clocks} />}
      {moved.length > 0 && <MovedList moved={moved} />}
    </>
  );
}

function Withdraw({ row, moved }: { row: ClosureRow; moved: readonly Moved[] }) {
  const day = formatRocDate(row.closedOn);
  return (
    <ConfirmDialog trigger="撤回" title={`撤回 ${day} 停班?`} tone="danger" size="s">
      <p>撤回後該日視為上班日，受影響的期限回復原來日期。</p>
      <MovedList moved={moved} backwards />
      <ActionForm action={withdrawClosureAction} submitLabel="撤回停班日" submitVariant="danger">
        <HiddenField name="id" value={row.id} />
        <TextArea name="reason" label="原因" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
