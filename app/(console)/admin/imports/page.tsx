import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { mayImport } from "@/lib/features/registry/imports/policy";
import { IMPORT_SORTS, listImports } from "@/lib/features/registry/imports/queries";
import { uploadProblem } from "@/lib/features/registry/imports/schema";
import { listParams, one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { tooLarge } from "@/lib/platform/spreadsheet/read";
import { ImportTable } from "./import-table";
import { UploadCard } from "./upload-card";

export const metadata: Metadata = { title: "清冊匯入" };

const PATH = "/admin/imports";

export default async function ImportsPage({ searchParams }: PageProps<"/admin/imports">) {
  const actor = await requireActor();
  if (!mayImport(actor, "import.read")) notFound();
  const search = await searchParams;
  const params = listParams(search, IMPORT_SORTS, "desc");
  const { rows, total } = await listImports(actor, params);
  const { q, sort, dir, page, size } = params;
  const hrefFor = listHref(PATH, { q, sort, dir, page, size });
  return (
    <div className="stack-l">
      <PageHeader
        title="清冊匯入"
        lead="上傳檔案 → 檢視新增、變更、消失、存疑與錯誤 → 一次套用。套用之前，清冊不會變動。"
      />
      {uploadProblem(search) === "too_large" && (
        <Notice tone="bad" live="alert" title="檔案未上傳">
          {tooLarge().message}
        </Notice>
      )}
      {one(search.discarded) && <Notice tone="info" live="status" title="已放棄這次匯入，清冊未變動。" />}
      <UploadCard />
      <Section title="匯入紀錄">
        <FilterBar action={PATH} keep={{ sort, dir, size }} resetHref={PATH}>
          <TextField name="q" label="檔案名稱" type="search" defaultValue={q} width="m" />
        </FilterBar>
        <ImportTable
          rows={rows}
          total={total}
          sort={sort}
          dir={dir}
          hrefFor={hrefFor}
          empty={
            q === "" ? (
              <EmptyState title="尚未匯入任何檔案" icon="upload">
                請由上方選擇檔案；不確定格式時，可先下載範本。
              </EmptyState>
            ) : (
              <EmptyState
                title="沒有符合的檔案"
                icon="search"
                action={<LinkButton href={PATH}>清除條件</LinkButton>}
              >
                請改用檔名中的其他文字。
              </EmptyState>
            )
          }
        />
        <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="次匯入" />
      </Section>
    </div>
  );
}
