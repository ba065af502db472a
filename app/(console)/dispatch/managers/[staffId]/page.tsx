import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CapNote } from "@/components/dispatch-centre/cap-note";
import { ManagerTable } from "@/components/dispatch-centre/manager-table";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { MANAGERS_DONE } from "@/lib/features/dispatch/managers/labels";
import { managerById } from "@/lib/features/dispatch/managers/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { HandOverForm } from "./hand-over-form";

export const metadata: Metadata = { title: "個案管理員" };

export default async function ManagerPage({
  params,
  searchParams,
}: PageProps<"/dispatch/managers/[staffId]">) {
  const actor = await requireActor();
  const detail = await managerById(actor, (await params).staffId, today());
  if (!detail) notFound();
  const { manager, cases } = detail;
  const done = MANAGERS_DONE[one((await searchParams).done) ?? ""];
  return (
    <div className="stack">
      <PageHeader
        title={`${manager.name} 的個案`}
        breadcrumbs={[{ href: "/dispatch/managers", label: "個案分派" }, { label: manager.name }]}
      />
      {done && <Notice tone="good" live="status" title={done} />}
      {manager.endedOn && cases.length > 0 && (
        <Notice tone="bad" title={`${formatRocDate(manager.endedOn)} 已離職，尚有 ${cases.length} 案未交接`}>
          請將全部個案交接給在職的個案管理員。
        </Notice>
      )}
      <ManagerTable caption="案量" rows={[manager]} empty={null} />
      <CapNote load={manager.load} />
      {cases.length === 0 ? (
        <EmptyState title="目前沒有個案">分派或交接後，個案會列在這裡。</EmptyState>
      ) : (
        <HandOverForm detail={detail} />
      )}
    </div>
  );
}
