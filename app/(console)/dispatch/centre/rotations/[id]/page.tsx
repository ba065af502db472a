import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Notice } from "@/components/ui/notice";
import { CENTRE_DONE } from "@/lib/features/dispatch/centre/labels";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { districtOrderById } from "@/lib/features/dispatch/centre/rotation/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { OrderForm } from "./order-form";
import { PausedUnits } from "./paused-units";

export const metadata: Metadata = { title: "A 單位輪序" };

export default async function DistrictOrderPage({
  params,
  searchParams,
}: PageProps<"/dispatch/centre/rotations/[id]">) {
  const actor = await requireActor();
  if (!mayCentre(actor, "centre.read")) notFound();
  const order = await districtOrderById(actor, (await params).id, today());
  if (!order) notFound();
  const done = CENTRE_DONE[one((await searchParams).done) ?? ""];
  const keeps = mayCentre(actor, "centre.keep_order");
  return (
    <div className="stack">
      <PageHeader
        title={`${order.district.name} A 單位輪序`}
        breadcrumbs={[
          { href: "/dispatch/centre", label: "派案給 A 單位" },
          { href: "/dispatch/centre/rotations", label: "各區輪序" },
          { label: order.district.name },
        ]}
        meta={<span className="muted">已決定 {order.turns} 次</span>}
        actions={<PrintButton />}
      />
      {done && <Notice tone="good" live="status" title={done} />}
      {order.withoutContracts && (
        <Notice tone="warn" title="本區沒有 A 單位的特約資料">
          輪派時未特約的單位會略過；請先登錄特約。
        </Notice>
      )}
      <OrderForm order={order} keeps={keeps} />
      {keeps && <PausedUnits order={order} />}
    </div>
  );
}
