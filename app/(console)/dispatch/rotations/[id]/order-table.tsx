import { DataTable } from "@/components/ui/data-table";
import { StatusTag } from "@/components/ui/status-tag";
import type { RotationDetail, RotationEntryRow } from "@/lib/features/dispatch/rotations/types";

/** How a unit of an order stands on the day. */
export function EntryTags({ row }: { row: RotationEntryRow }) {
  return (
    <span className="cluster">
      {!row.contracted && <StatusTag tone="warn">未特約</StatusTag>}
      {row.contracted && !row.inArea && <StatusTag tone="warn">特約不含本區</StatusTag>}
      {row.suspended && <StatusTag tone="bad">停止派案中</StatusTag>}
      {row.contracted && row.inArea && !row.suspended && <StatusTag tone="good">可派案</StatusTag>}
    </span>
  );
}

/** An order as it is read: places, units, whose turn it is. */
export function OrderTable({ order }: { order: RotationDetail }) {
  return (
    <div className="stack">
      <DataTable
        caption="輪序"
        captionHidden
        rows={order.entries}
        rowKey={(row) => row.unit.id}
        mobile="cards"
        columns={[
          { key: "place", label: "輪序", align: "end", width: "4rem", render: (row) => row.position + 1 },
          {
            key: "unit",
            label: "B 單位",
            rowHeader: true,
            render: (row) => (
              <>
                {row.unit.code} {row.unit.name} <span className="muted small">{row.unit.district}</span>
              </>
            ),
          },
          {
            key: "turn",
            label: "下次",
            render: (row) =>
              order.state === "approved" &&
              row.position === order.cursor && <StatusTag tone="info">輪到本單位</StatusTag>,
          },
          { key: "state", label: "現況", render: (row) => <EntryTags row={row} /> },
          { key: "note", label: "備註", render: (row) => row.note },
        ]}
      />
      {order.inventoryNote && (
        <p className="prose">
          <strong>資源盤點說明：</strong>
          {order.inventoryNote}
        </p>
      )}
    </div>
  );
}
