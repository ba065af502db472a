import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { startOrderAction } from "@/lib/features/dispatch/centre/actions";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { listDistrictOrders } from "@/lib/features/dispatch/centre/rotation/queries";
import type { DistrictOrderRow } from "@/lib/features/dispatch/centre/types";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "各區 A 單位輪序" };

export default async function DistrictOrdersPage() {
  const actor = await requireActor();
  if (!mayCentre(actor, "centre.read")) notFound();
  const rows = await listDistrictOrders(actor);
  const keeps = mayCentre(actor, "centre.keep_order");
  return (
    <div className="stack">
      <PageHeader
        title="各區 A 單位輪序"
        breadcrumbs={[{ href: "/dispatch/centre", label: "派案給 A 單位" }, { label: "各區輪序" }]}
        lead="各行政區承接個案之 A 單位的輪派順序，由照管中心維護；家屬沒有指定單位時依此輪派。"
      />
      <DataTable
        caption="行政區"
        rows={rows}
        rowKey={(row) => row.district.id}
        mobile="cards"
        empty={<EmptyState title="沒有您負責的行政區">請洽系統管理者設定負責行政區。</EmptyState>}
        columns={[
          {
            key: "district",
            label: "行政區",
            rowHeader: true,
            nowrap: true,
            render: ({ district, order }) =>
              order ? (
                <Link href={`/dispatch/centre/rotations/${order.id}`}>{district.name}</Link>
              ) : (
                district.name
              ),
          },
          { key: "units", label: "單位數", align: "end", render: ({ order }) => order?.units ?? "—" },
          { key: "paused", label: "暫停", render: ({ order }) => <Paused count={order?.paused ?? 0} /> },
          { key: "next", label: "輪序位置", render: ({ order }) => order?.next ?? "—" },
          { key: "turns", label: "已決定", align: "end", render: ({ order }) => order?.turns ?? "—" },
          {
            key: "waiting",
            label: "待派個案",
            align: "end",
            render: ({ district, waiting }) =>
              waiting > 0 ? <Link href={`/dispatch/centre?district=${district.id}`}>{waiting}</Link> : 0,
          },
          { key: "act", label: "辦理", render: (row) => <Start row={row} keeps={keeps} /> },
        ]}
      />
    </div>
  );
}

function Paused({ count }: { count: number }) {
  return count > 0 ? <StatusTag tone="bad">{count} 家</StatusTag> : "—";
}

function Start({ row: { district, order }, keeps }: { row: DistrictOrderRow; keeps: boolean }) {
  if (order) return <Link href={`/dispatch/centre/rotations/${order.id}`}>開啟</Link>;
  if (!keeps) return <StatusTag tone="warn">尚未建立</StatusTag>;
  return (
    <ActionForm
      action={startOrderAction}
      submitLabel="由特約單位建立"
      submitVariant="secondary"
      label={`建立${district.name}輪序`}
    >
      <HiddenField name="districtId" value={district.id} />
    </ActionForm>
  );
}
