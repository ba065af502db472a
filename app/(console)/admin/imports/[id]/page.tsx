import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { KIND_LABELS } from "@/lib/features/registry/imports/columns/labels";
import { LIST_LABELS } from "@/lib/features/registry/imports/comparison/labels";
import {
  type Entry,
  FINDING_LISTS,
  type Finding,
  type FindingList,
} from "@/lib/features/registry/imports/comparison/types";
import { mayImport } from "@/lib/features/registry/imports/policy";
import { getImport, ITEM_SORTS, pageOfItems } from "@/lib/features/registry/imports/queries";
import { findingList, isImportId } from "@/lib/features/registry/imports/schema";
import { listParams, one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { ImportStateTag } from "../import-state-tag";
import { EntryTable } from "./entry-table";
import { FindingTable } from "./finding-table";
import { ImportSummary } from "./import-summary";
import { NextStep } from "./next-step";

export const metadata: Metadata = { title: "匯入檢視" };

export default async function ImportPage({ params, searchParams }: PageProps<"/admin/imports/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayImport(actor, "import.read") || !isImportId(id)) notFound();
  const found = await getImport(actor, id);
  if (!found) notFound();
  const search = await searchParams;
  const { preview } = found;
  const list = findingList(search, preview.counts);
  const asked = listParams(search, ITEM_SORTS);
  const items: readonly (Entry | Finding)[] = preview[list];
  const { rows, total } = pageOfItems(items, asked);
  const path = `/admin/imports/${id}`;
  const { q, sort, dir, page, size } = asked;
  const hrefFor = listHref(path, { list, q, sort, dir, page, size });
  return (
    <div className="stack-l">
      <PageHeader
        title={found.fileName}
        breadcrumbs={[{ href: "/admin/imports", label: "清冊匯入" }, { label: found.fileName }]}
        meta={
          <>
            <ImportStateTag state={found.state} wrong={preview.counts.wrong} />
            <span>{KIND_LABELS[found.kind]}</span>
            <span>{found.encoding}</span>
            <span>
              {found.createdBy}　{formatRocInstant(found.createdAt)} 上傳
            </span>
          </>
        }
        actions={
          <>
            <ExportLinks
              label="匯出結果"
              links={[
                { href: `${path}/export?format=csv`, label: "CSV" },
                { href: `${path}/export?format=xlsx`, label: "Excel" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <NextStep found={found} justApplied={one(search.applied) === "1"} />
      <ImportSummary found={found} />
      <div className="stack" id="list">
        <LinkTabs label="比對結果" items={tabs(path, preview.counts, list)} />
        <FilterBar action={path} keep={{ list, sort, dir, size }} resetHref={listHref(path, { list })({})}>
          <TextField name="q" label="名稱、行政區、內容或列號" type="search" defaultValue={q} width="m" />
        </FilterBar>
        <ItemTable list={list} rows={rows} total={total} sort={sort} dir={dir} hrefFor={hrefFor} />
        <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} />
      </div>
    </div>
  );
}

function tabs(path: string, counts: Record<FindingList, number>, current: FindingList) {
  return FINDING_LISTS.map((list) => ({
    href: `${path}?list=${list}`,
    label: LIST_LABELS[list],
    count: counts[list],
    current: list === current,
  }));
}

interface ItemTableProps {
  list: FindingList;
  rows: readonly (Entry | Finding)[];
  total: number;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ReturnType<typeof listHref>;
}

function ItemTable({ rows, ...props }: ItemTableProps) {
  if (props.list === "doubtful" || props.list === "wrong")
    return <FindingTable {...props} rows={rows.filter(isFinding)} />;
  return <EntryTable {...props} rows={rows.filter((item): item is Entry => !isFinding(item))} />;
}

function isFinding(item: Entry | Finding): item is Finding {
  return "reason" in item;
}
