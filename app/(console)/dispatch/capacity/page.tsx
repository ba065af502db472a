import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { NumberField } from "@/components/forms/number-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { type ListHref, listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { stateCapacityAction } from "@/lib/features/dispatch/capacity/actions";
import { CAPACITY_DONE, capacityText } from "@/lib/features/dispatch/capacity/labels";
import { capacityScope, mayCapacity } from "@/lib/features/dispatch/capacity/policy";
import { listCapacities, ownServices } from "@/lib/features/dispatch/capacity/queries";
import { type CapacityListParams, capacityListParams } from "@/lib/features/dispatch/capacity/schema";
import type { CapacityRow } from "@/lib/features/dispatch/capacity/types";
import { standingSuspensions } from "@/lib/features/dispatch/suspensions/queries";
import { SERVICE_LABELS, SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { districtOptions } from "@/lib/features/registry/units/queries";
import type { Option } from "@/lib/features/registry/units/types";
import { systemClock, today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { Service } from "@/prisma/generated/enums";

export const metadata: Metadata = { title: "服務量能" };

const PATH = "/dispatch/capacity";

export default async function CapacityPage({ searchParams }: PageProps<"/dispatch/capacity">) {
  const actor = await requireActor();
  if (!capacityScope(actor)) notFound();
  const query = await searchParams;
  const params = capacityListParams(query);
  const states = mayCapacity(actor, "capacity.state");
  const { rows, total } = await listCapacities(actor, params);
  const districts = await districtOptions(actor);
  const services = states ? await ownServices(actor) : [];
  const suspended = await standingSuspensions(actor, today());
  const { q, service, district, sort, dir, page, size } = params;
  const hrefFor = listHref(PATH, { q, service, district, sort, dir, size, page });
  const done = CAPACITY_DONE[one(query.done) ?? ""];
  return (
    <div className="stack">
      <PageHeader
        title={states ? "本單位服務量能" : "B 單位服務量能"}
        lead="尚可收案數與最快開始日供派案參考；填 0 者輪派時略過，未填者視為未定。派案一件即減一。"
        actions={<PrintButton />}
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      {states && suspended.length > 0 && (
        <Notice tone="bad" title="貴單位停止派案中">
          {suspended
            .map((row) => `${formatRocDate(row.fromOn)}–${formatRocDate(row.throughOn)} ${row.reason}`)
            .join("；")}
        </Notice>
      )}
      {states && <StateForm services={services} districts={districts} />}
      {!states && <Filters params={params} districts={districts} />}
      <Capacities {...{ rows, sort, dir, hrefFor, total }} ofCity={!states} />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆" />
    </div>
  );
}

function StateForm({ services, districts }: { services: readonly Service[]; districts: readonly Option[] }) {
  return (
    <Section title="填報">
      <ActionForm action={stateCapacityAction} submitLabel="儲存量能" label="填報服務量能" columns={2}>
        <HiddenField name="seenAt" value={systemClock.now().toISOString()} />
        <SelectField
          name="service"
          label="服務"
          required
          emptyLabel="請選擇"
          options={services.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        />
        <SelectField name="districtId" label="行政區" required emptyLabel="請選擇" options={districts} />
        <NumberField
          name="capacity"
          label="尚可收案數"
          min={0}
          suffix="案"
          hint="額滿填 0；不填代表未定，仍會輪派。"
        />
        <DateField name="earliestStart" label="最快開始日" hint="可不填。" />
      </ActionForm>
    </Section>
  );
}

type CapacitiesProps = {
  rows: readonly CapacityRow[];
  ofCity: boolean;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
};

function Capacities({ ofCity, ...list }: CapacitiesProps) {
  return (
    <DataTable
      caption="服務量能"
      captionHidden
      rowKey={(row) => `${row.unit.id} ${row.service} ${row.district.id}`}
      mobile="cards"
      {...list}
      empty={
        <EmptyState title="還沒有填報的量能" action={ofCity && <LinkButton href={PATH}>清除條件</LinkButton>}>
          {ofCity ? "由 B 單位自行填報。" : "請於上方填報各服務、各行政區尚可收案數。"}
        </EmptyState>
      }
      columns={[
        ...(ofCity
          ? [
              {
                key: "unit",
                label: "B 單位",
                sortable: true,
                rowHeader: true,
                render: (row: CapacityRow) => `${row.unit.code} ${row.unit.name}`,
              },
            ]
          : []),
        {
          key: "service",
          label: "服務",
          sortable: true,
          rowHeader: !ofCity,
          render: (row) => SERVICE_LABELS[row.service],
        },
        { key: "district", label: "行政區", sortable: true, render: (row) => row.district.name },
        {
          key: "capacity",
          label: "量能",
          sortable: true,
          nowrap: true,
          render: (row) => capacityText(row.capacity),
        },
        {
          key: "earliest",
          label: "最快開始",
          nowrap: true,
          render: (row) => (row.earliestStart ? formatRocDate(row.earliestStart) : "未填"),
        },
        { key: "updated", label: "填報時間", nowrap: true, render: (row) => formatRocInstant(row.updatedAt) },
      ]}
    />
  );
}

function Filters({ params, districts }: { params: CapacityListParams; districts: readonly Option[] }) {
  const { q, service, district, sort, dir, size } = params;
  return (
    <FilterBar action={PATH} keep={{ sort, dir, size }} resetHref={PATH} label="量能篩選條件">
      <TextField name="q" type="search" label="B 單位名稱或代碼" defaultValue={q} maxLength={100} />
      <SelectField
        name="service"
        label="服務"
        emptyLabel="全部"
        options={SERVICES_OF_TIER.b.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        defaultValue={service}
      />
      <SelectField
        name="district"
        label="行政區"
        emptyLabel="全部"
        options={districts}
        defaultValue={district}
      />
    </FilterBar>
  );
}
