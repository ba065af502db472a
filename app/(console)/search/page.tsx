import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FoundCases } from "@/components/cases/found-cases";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { SearchGroups } from "@/components/registry/search-groups";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { listCases } from "@/lib/features/cases/list/queries";
import { caseListParams, personSought } from "@/lib/features/cases/list/schema";
import { workScope } from "@/lib/features/cases/policy";
import { unitIdOfCode } from "@/lib/features/registry/units/list/queries";
import { searchEverything } from "@/lib/features/registry/units/search/queries";
import { type SearchPageParams, searchParamsOf } from "@/lib/features/registry/units/search/schema";
import type { SearchGroup, SearchResult } from "@/lib/features/registry/units/search/types";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "搜尋" };

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const actor = await requireActor();
  const params = searchParamsOf(await searchParams);
  const { q, group } = params;
  const unitId = group ? null : await unitIdOfCode(actor, q);
  if (unitId) redirect(`/units/${unitId}`);
  // The cases have a list of their own, also for a national ID, which does not stay in the address.
  const casesHref = `/cases?status=all&q=${encodeURIComponent(q)}`;
  if (workScope(actor) && personSought(q)) redirect(casesHref);
  const [result, cases] = await Promise.all([
    searchEverything(actor, params),
    group || !q ? null : listCases(actor, caseListParams({ q, status: "all" })),
  ]);
  const [only] = cases?.rows ?? [];
  if (only && only.number === q.trim().toUpperCase()) redirect(`/cases/${only.id}`);
  const total = (cases?.total ?? 0) + Object.values(result).reduce((sum, found) => sum + found.total, 0);
  return (
    <div className="stack">
      <PageHeader
        title={q ? `搜尋「${q}」` : "搜尋"}
        lead={q && total > 0 ? `共 ${total.toLocaleString("zh-TW")} 筆` : undefined}
        breadcrumbs={group ? [{ href: `/search?q=${encodeURIComponent(q)}`, label: "全部結果" }] : []}
      />
      <FilterBar action="/search" label="搜尋全部資料" submitLabel="搜尋">
        <TextField
          name="q"
          type="search"
          label="名稱（一部分即可）、代碼"
          defaultValue={q}
          maxLength={100}
          autoComplete="off"
        />
      </FilterBar>
      {cases && <FoundCases found={cases} allHref={casesHref} />}
      <SearchGroups result={result} allHref={(each) => allHref(each, q)} />
      {group && <GroupPages params={params} group={group} result={result} />}
      {total === 0 && <NothingFound q={q} />}
    </div>
  );
}

/** Units have a list of their own, with conditions; the others are paged here. */
function allHref(group: SearchGroup, q: string): string {
  return group === "units" ? listHref("/units", { q })({}) : listHref("/search", { q, group })({});
}

type GroupPagesProps = { params: SearchPageParams; group: SearchGroup; result: SearchResult };

function GroupPages({ params: { q, page, size }, group, result }: GroupPagesProps) {
  const total = result[group]?.total ?? 0;
  if (total === 0) return null;
  const hrefFor = listHref("/search", { q, group, page, size });
  return <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} />;
}

function NothingFound({ q }: { q: string }) {
  return (
    <EmptyState title={q ? `找不到「${q}」` : "請輸入要找的名稱或代碼"}>
      <ul>
        <li>單位、機構：名稱的一部分即可，例如「永信」；臺、台視為相同，不必輸入全銜。</li>
        <li>個案：姓名的一部分、案號或身分證統一編號；案號完全相符時直接開啟。</li>
        <li>單位代碼：例如「B0012」，完全相符時直接開啟該單位。</li>
        <li>多個詞請以空格分開，每個詞都要符合，例如「大里 弘道」。</li>
        <li>
          要依服務、行政區或特約查找，請用<Link href="/units">單位一覽</Link>的條件。
        </li>
      </ul>
    </EmptyState>
  );
}
