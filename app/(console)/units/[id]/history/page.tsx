import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/layout/card";
import { PrintButton } from "@/components/layout/print-button";
import { HistoryLines, historyLines } from "@/components/registry/history-lines";
import { EmptyState } from "@/components/ui/empty-state";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { Timeline } from "@/components/ui/timeline";
import { actionLabel, actorRoleLabel } from "@/lib/features/audit/labels";
import { unitHistory } from "@/lib/features/registry/units/history/queries";
import { maySeeUnitHistory } from "@/lib/features/registry/units/policy";
import { listParams } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "單位歷程" };

export default async function UnitHistoryPage({ params, searchParams }: PageProps<"/units/[id]/history">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!maySeeUnitHistory(actor, id)) notFound();
  const { page } = listParams(await searchParams, ["at"]);
  const { entries, names, total, size } = await unitHistory(actor, id, page);
  return (
    <Card title="歷程" actions={<PrintButton />}>
      <div className="stack">
        <Timeline
          label="單位歷程，由新到舊"
          items={entries.map(({ id: entry, at, actorName, actorRole, action, detail }) => ({
            id: entry,
            time: formatRocInstant(at),
            dateTime: at.toISOString(),
            title: actionLabel(action),
            by: `${actorName}（${actorRoleLabel(actorRole)}）`,
            detail: <HistoryLines lines={historyLines(detail, names)} />,
          }))}
          empty={
            <EmptyState title="尚無變更紀錄" icon="history">
              單位由清冊匯入時建立；之後的更正、特約與人員異動會列在這裡。
            </EmptyState>
          }
        />
        {total > size && (
          <Pagination
            page={page}
            pageSize={size}
            pageSizes={[size]}
            total={total}
            hrefFor={listHref(`/units/${id}/history`, { page })}
          />
        )}
      </div>
    </Card>
  );
}
