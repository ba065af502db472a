import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { serviceOfCode } from "@/lib/features/care-plans/labels";
import type { PlanItemRow } from "@/lib/features/care-plans/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { money } from "./money";
import "./care-plans.css";

type ItemTableProps = { items: readonly PlanItemRow[]; problemTexts: ReadonlyMap<string, string> };

/** The items of a plan as they were written. */
export function ItemTable({ items, problemTexts }: ItemTableProps) {
  return (
    <DataTable
      caption="服務項目"
      captionHidden
      rows={items}
      rowKey={(item) => item.id}
      mobile="cards"
      empty={<EmptyState title="尚無服務項目" icon="document" />}
      columns={[
        {
          key: "code",
          label: "項目",
          rowHeader: true,
          render: (item) => (
            <>
              <strong>{item.code}</strong> {item.name}
              {item.remark && <div className="plan-remark">審核意見：{item.remark}</div>}
            </>
          ),
        },
        { key: "service", label: "派案服務", nowrap: true, render: ({ code }) => serviceText(code) },
        {
          key: "unitPrice",
          label: "單價",
          align: "end",
          nowrap: true,
          render: (item) => money(item.unitPrice),
        },
        { key: "quantity", label: "數量／月", align: "end", nowrap: true, render: (item) => item.quantity },
        {
          key: "subtotal",
          label: "小計",
          align: "end",
          nowrap: true,
          render: (item) => money(item.unitPrice * item.quantity),
        },
        {
          key: "problem",
          label: "照顧問題",
          render: (item) => (item.problemId && problemTexts.get(item.problemId)) || "—",
        },
        { key: "goal", label: "照顧目標", render: (item) => item.goal ?? "—" },
      ]}
    />
  );
}

function serviceText(code: string): string {
  const service = serviceOfCode(code);
  return service ? SERVICE_LABELS[service] : "—";
}
