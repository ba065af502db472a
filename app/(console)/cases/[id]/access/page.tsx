import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { caseHistory } from "@/lib/features/cases/file/queries";
import { mayCase } from "@/lib/features/cases/policy";
import { listParams } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { CaseHistoryList } from "../case-history-list";

export const metadata: Metadata = { title: "開啟紀錄" };

/** Who opened the file, its documents or the national ID, and when. */
export default async function AccessPage({ params, searchParams }: PageProps<"/cases/[id]/access">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayCase(actor, "case.read_openings")) notFound();
  const { page } = listParams(await searchParams, ["at"]);
  const history = await caseHistory(actor, id, { page, openings: true });
  if (!history) notFound();
  return (
    <Section
      title="開啟紀錄"
      lead="誰在何時開啟檔案、下載文件或查看統一編號。同一人十分鐘內翻閱同一檔案記一次。"
      actions={<PrintButton />}
    >
      <div className="stack">
        <CaseHistoryList history={history} label="開啟紀錄，由新到舊" />
        {history.total > history.size && (
          <Pagination
            page={page}
            pageSize={history.size}
            pageSizes={[history.size]}
            total={history.total}
            hrefFor={listHref(`/cases/${id}/access`, { page })}
          />
        )}
      </div>
    </Section>
  );
}
