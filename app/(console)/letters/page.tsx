import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { LETTER_KIND_LABELS } from "@/lib/features/letters/labels";
import { letterScope } from "@/lib/features/letters/policy";
import { listLetters } from "@/lib/features/letters/queries";
import { letterListParams } from "@/lib/features/letters/schema";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "函文" };

const PATH = "/letters";

export default async function LettersPage({ searchParams }: PageProps<"/letters">) {
  const actor = await requireActor();
  if (!letterScope(actor)) notFound();
  const params = letterListParams(await searchParams);
  const { rows, total } = await listLetters(actor, params);
  const { q, kind, arrival, unit, sort, dir, page, size } = params;
  const hrefFor = listHref(PATH, { q, kind, arrival, unit, sort, dir, size, page });
  return (
    <div className="stack">
      <PageHeader
        title="函文"
        lead="限期改善、陳述意見、記點、停止派案及終止特約之函文，依發出時之內容存檔。"
        actions={<PrintButton />}
      />
      <FilterBar action={PATH} keep={{ sort, dir, size, unit }} resetHref={PATH} label="函文篩選條件">
        <TextField name="q" type="search" label="發文編號或單位" defaultValue={q} maxLength={100} />
        <SelectField
          name="kind"
          label="類別"
          emptyLabel="全部"
          options={Object.entries(LETTER_KIND_LABELS).map(([value, label]) => ({ value, label }))}
          defaultValue={kind}
        />
        <SelectField
          name="arrival"
          label="送達"
          emptyLabel="全部"
          options={[
            { value: "open", label: "未登錄送達" },
            { value: "entered", label: "已登錄送達" },
          ]}
          defaultValue={arrival}
        />
      </FilterBar>
      <DataTable
        caption="函文"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        mobile="cards"
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的函文"
            icon="document"
            action={<LinkButton href={PATH}>清除條件</LinkButton>}
          >
            發函後會依發文日列在這裡。
          </EmptyState>
        }
        columns={[
          {
            key: "number",
            label: "發文編號",
            sortable: true,
            rowHeader: true,
            nowrap: true,
            render: (row) => <Link href={`/letters/${row.id}`}>{row.number}</Link>,
          },
          { key: "kind", label: "類別", render: (row) => LETTER_KIND_LABELS[row.kind] },
          {
            key: "unit",
            label: "受文者",
            sortable: true,
            render: (row) => (
              <>
                {row.unit.name}
                <div className="muted small">{row.unit.code}</div>
              </>
            ),
          },
          { key: "subject", label: "主旨", render: (row) => row.subject },
          {
            key: "issuedOn",
            label: "發文日",
            sortable: true,
            nowrap: true,
            render: (row) => formatRocDate(row.issuedOn),
          },
          {
            key: "arrivedOn",
            label: "送達日",
            nowrap: true,
            render: (row) => (row.arrivedOn ? formatRocDate(row.arrivedOn) : "未登錄"),
          },
        ]}
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="份函文" />
    </div>
  );
}
