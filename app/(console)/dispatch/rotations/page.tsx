import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RotationTag } from "@/components/dispatch/tags";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { type ListHref, listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { ROTATION_FILTER_LABELS, ROTATION_FILTERS } from "@/lib/features/dispatch/rotations/labels";
import { mayRotation, rotationScope } from "@/lib/features/dispatch/rotations/policy";
import { type AreaOption, areaOptions, listRotations } from "@/lib/features/dispatch/rotations/queries";
import { type RotationListParams, rotationListParams } from "@/lib/features/dispatch/rotations/schema";
import type { RotationRow } from "@/lib/features/dispatch/rotations/types";
import { SERVICE_LABELS, SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "資源盤點及輪序表" };

const PATH = "/dispatch/rotations";

export default async function RotationsPage({ searchParams }: PageProps<"/dispatch/rotations">) {
  const actor = await requireActor();
  const scope = rotationScope(actor);
  if (!scope) notFound();
  const params = rotationListParams(await searchParams);
  const [{ rows, total }, areas] = await Promise.all([
    listRotations(actor, params, today()),
    areaOptions(actor),
  ]);
  const { q, state, service, area, sort, dir, page, size } = params;
  const filters = { q, state, service, area };
  const hrefFor = listHref(PATH, { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/dispatch/rotations/export", { ...filters, sort, dir });
  const ofCity = typeof scope.aUnitId !== "string";
  const start = mayRotation(actor, "rotation.keep") && (
    <LinkButton href={`${PATH}/new`} icon="plus" variant="primary">
      建立輪序表
    </LinkButton>
  );
  return (
    <div className="stack">
      <PageHeader
        title="資源盤點及輪序表"
        lead="每半年盤點一次，經照管中心核定後生效；沒有核定有效的輪序表，該區該項服務不能輪派。"
        actions={
          <>
            {start}
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <Filters params={params} areas={areas} ofCity={ofCity} />
      <Orders {...{ rows, ofCity, sort, dir, hrefFor, total, start }} />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="張輪序表" />
    </div>
  );
}

type OrdersProps = {
  rows: readonly RotationRow[];
  ofCity: boolean;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  start: React.ReactNode;
};

function Orders({ rows, ofCity, start, ...list }: OrdersProps) {
  return (
    <DataTable
      caption="資源盤點及輪序表"
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      {...list}
      empty={
        <EmptyState title="沒有符合的輪序表" action={start || <LinkButton href={PATH}>清除條件</LinkButton>}>
          請放寬條件；A 單位可由本區特約單位建立新的輪序表。
        </EmptyState>
      }
      columns={[
        {
          key: "service",
          label: "服務",
          sortable: true,
          rowHeader: true,
          render: (row) => (
            <Link href={`${PATH}/${row.id}`}>
              {row.area.name} {SERVICE_LABELS[row.service]}
            </Link>
          ),
        },
        ...(ofCity
          ? [
              {
                key: "unit",
                label: "A 單位",
                sortable: true,
                render: (row: RotationRow) => `${row.aUnit.code} ${row.aUnit.name}`,
              },
            ]
          : []),
        { key: "state", label: "狀態", render: (row) => <RotationTag row={row} /> },
        {
          key: "validThrough",
          label: "有效期間",
          sortable: true,
          nowrap: true,
          render: (row) =>
            row.validFrom ? `${formatRocDate(row.validFrom)}–${formatRocDate(row.validThrough)}` : "—",
        },
        {
          key: "left",
          label: "餘日",
          align: "end",
          render: (row) => (row.daysLeft === null ? "—" : row.daysLeft),
        },
        { key: "units", label: "單位數", align: "end", render: (row) => row.units },
        { key: "turns", label: "已派次數", align: "end", render: (row) => row.turns },
      ]}
    />
  );
}

type FiltersProps = { params: RotationListParams; areas: readonly AreaOption[]; ofCity: boolean };

function Filters({ params, areas, ofCity }: FiltersProps) {
  const { q, state, service, area, sort, dir, size } = params;
  return (
    <FilterBar action={PATH} keep={{ sort, dir, size }} resetHref={PATH} label="輪序表篩選條件">
      {ofCity && (
        <TextField name="q" type="search" label="A 單位名稱或代碼" defaultValue={q} maxLength={100} />
      )}
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="未被取代的全部"
        options={ROTATION_FILTERS.map((value) => ({ value, label: ROTATION_FILTER_LABELS[value] }))}
        defaultValue={state}
      />
      <SelectField
        name="service"
        label="服務"
        emptyLabel="全部"
        options={SERVICES_OF_TIER.b.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        defaultValue={service}
      />
      <SelectField name="area" label="服務區" emptyLabel="全部" options={areas} defaultValue={area} />
    </FilterBar>
  );
}
