import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { columnLabel } from "@/lib/features/coverage/recompute/columns/labels";
import type { TableComparison } from "@/lib/features/coverage/tables/comparison/types";
import type { CellChange, DraftError } from "@/lib/rules/plan-tables/preview";

/** What in a table of a draft is wrong, and what it would change. */
export function TableChanges({ table }: { table: TableComparison }) {
  const { errors, notes, isSame, edition } = table;
  return (
    <div className="stack">
      {notes.map((note) => (
        <Notice key={note} tone="info">
          {note}
        </Notice>
      ))}
      {errors.length > 0 && <ErrorTable errors={errors} />}
      {edition === null && <p>這個年度尚無此表，將建立第一版。</p>}
      {isSame && <p className="muted">內容與現行版本相同。</p>}
      {edition !== null && !isSame && <DifferenceView {...table} />}
    </div>
  );
}

function ErrorTable({ errors }: { errors: readonly DraftError[] }) {
  const placed = errors.map((error, at) => ({ ...error, id: `${at} ${error.line} ${error.column}` }));
  return (
    <DataTable
      caption="錯誤"
      rows={placed}
      rowKey={({ id }) => id}
      mobile="cards"
      rowTone={() => "bad"}
      columns={[
        {
          key: "line",
          label: "行號",
          align: "end",
          nowrap: true,
          rowHeader: true,
          render: ({ line }) => line,
        },
        {
          key: "column",
          label: "欄位",
          render: ({ column }) => (column === "" ? "—" : `${columnLabel(column)}（${column}）`),
        },
        { key: "text", label: "內容", render: ({ text }) => text || "—" },
        { key: "message", label: "原因", render: ({ message }) => message },
      ]}
    />
  );
}

interface Difference {
  readonly changes: readonly CellChange[];
  readonly newRows: readonly string[];
  readonly missingRows: readonly string[];
}

/** What lies between two editions: cells, new rows, rows that are gone. */
export function DifferenceView({ changes, newRows, missingRows }: Difference) {
  if (changes.length + newRows.length + missingRows.length === 0)
    return <p className="muted">數字沒有變動（僅欄位、格式或列序不同）。</p>;
  return (
    <div className="stack">
      {newRows.length > 0 && (
        <p>
          新增 {newRows.length} 列：{newRows.join("、")}
        </p>
      )}
      {missingRows.length > 0 && (
        <p>
          不再列入 {missingRows.length} 列：{missingRows.join("、")}
        </p>
      )}
      {changes.length > 0 && (
        <DataTable
          caption="變更的儲存格"
          rows={changes}
          rowKey={({ row, column }) => `${row} ${column}`}
          total={changes.length}
          mobile="cards"
          columns={[
            { key: "row", label: "列", rowHeader: true, render: ({ row }) => row },
            { key: "column", label: "欄位", render: ({ column }) => columnLabel(column) },
            {
              key: "before",
              label: "原值",
              align: "end",
              render: ({ before }) => <del>{before || "—"}</del>,
            },
            { key: "after", label: "新值", align: "end", render: ({ after }) => <ins>{after || "—"}</ins> },
          ]}
        />
      )}
    </div>
  );
}
