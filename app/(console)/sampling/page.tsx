import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { SelectField } from "@/components/forms/select-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { StatusTag } from "@/components/ui/status-tag";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { monthsUpTo } from "@/lib/features/dispatch/monthly-tables/schema";
import { drawMonthAction } from "@/lib/features/sampling/actions";
import { AUDIT_KIND_LABELS, SAMPLING_DONE } from "@/lib/features/sampling/labels";
import { maySampling } from "@/lib/features/sampling/policy";
import { drawnMonths, totalOf, unitResults } from "@/lib/features/sampling/results/queries";
import type { UnitResult } from "@/lib/features/sampling/results/types";
import { resultParams } from "@/lib/features/sampling/schema";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import type { SampleAuditKind } from "@/prisma/generated/enums";

export const metadata: Metadata = { title: "系統查核抽樣" };

const KINDS: readonly SampleAuditKind[] = ["telephone_survey", "plan_audit"];
const STANDINGS = [
  ["all", "應查", {}],
  ["done", "完成", { state: "done" }],
  ["to_do", "待辦", { state: "to_do" }],
  ["unreachable", "未完成訪問", { state: "unreachable" }],
  ["anomaly", "異常", { anomaly: "yes" }],
] as const;
const MONTHS_TO_DRAW = 3;

/** A month's draws and what became of them per A unit; every number opens its checks. */
export default async function SamplingPage({ searchParams }: PageProps<"/sampling">) {
  const actor = await requireActor();
  if (!maySampling(actor, "sampling.read_city")) notFound();
  const query = await searchParams;
  const params = resultParams(query);
  const drawn = await drawnMonths(actor);
  const month = params.unit ? params.month : (params.month ?? drawn[0]);
  const rows = await unitResults(actor, { ...params, ...(month ? { month } : {}) });
  const exportHref = listHref("/api/sampling/results/export", { month, unit: params.unit });
  const done = SAMPLING_DONE[one(query.done) ?? ""];
  const toDraw = monthsUpTo(today())
    .slice(0, MONTHS_TO_DRAW)
    .filter((each) => !drawn.includes(each));
  return (
    <div className="stack">
      <PageHeader
        title="系統查核抽樣"
        lead="每月抽查各 A 單位個案，以電話訪查及照顧計畫抽查；種子與母體均留存，可重算查驗。"
        actions={
          <>
            <LinkButton href={listHref("/sampling/results", { month })({})}>各題結果</LinkButton>
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
      {done && <Notice tone="good" title={done} live="status" />}
      {maySampling(actor, "sampling.draw") && toDraw.length > 0 && <DrawForm months={toDraw} />}
      {drawn.length > 0 && (
        <FilterBar action="/sampling" resetHref="/sampling" label="月份" submitLabel="查看">
          <SelectField
            name="month"
            label="月份"
            options={drawn.map((value) => ({ value, label: rocMonth(value) }))}
            defaultValue={month}
          />
        </FilterBar>
      )}
      {rows.length > 0 && <Figures rows={rows} month={month} unit={params.unit} />}
      <ResultTable rows={rows} caption={month ? `${rocMonth(month)}各 A 單位抽查結果` : "各月抽查結果"} />
    </div>
  );
}

function DrawForm({ months }: { months: readonly string[] }) {
  return (
    <Section title="抽樣" lead="一個月份只抽一次；抽出後依規定分派督導及照專，名單不重抽。">
      <ActionForm
        action={drawMonthAction}
        submitLabel="抽樣並分派"
        pendingLabel="抽樣中…"
        className="no-print"
      >
        <SelectField
          name="month"
          label="抽查月份"
          required
          options={months.map((value) => ({ value, label: rocMonth(value) }))}
          defaultValue={months[1] ?? months[0]}
        />
      </ActionForm>
    </Section>
  );
}

interface FiguresProps {
  rows: readonly UnitResult[];
  month: string | undefined;
  unit: string | undefined;
}

function Figures({ rows, month, unit }: FiguresProps) {
  return (
    <>
      {KINDS.map((kind) => {
        const total = totalOf(rows, kind);
        const href = listHref("/sampling/audits", { month, unit, kind });
        return (
          <Section key={kind} title={AUDIT_KIND_LABELS[kind]}>
            <StatGrid label={AUDIT_KIND_LABELS[kind]}>
              {STANDINGS.map(([key, label, filter]) => (
                <StatTile
                  key={key}
                  label={label}
                  value={total[key]}
                  unit="件"
                  href={href(filter)}
                  {...(key === "anomaly" && total.anomaly > 0 ? { tone: "bad" as const } : {})}
                />
              ))}
            </StatGrid>
          </Section>
        );
      })}
    </>
  );
}

function ResultTable({ rows, caption }: { rows: readonly UnitResult[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ aUnit, month }) => `${aUnit.id} ${month}`}
      wide
      columns={[
        {
          key: "unit",
          label: "A 單位",
          rowHeader: true,
          render: ({ aUnit }) => (
            <Link href={`/sampling?unit=${aUnit.id}`}>
              {aUnit.name}（{aUnit.code}）
            </Link>
          ),
        },
        { key: "month", label: "月份", nowrap: true, render: ({ month }) => rocMonth(month) },
        { key: "population", label: "母體", align: "end", render: ({ population }) => population },
        {
          key: "size",
          label: "抽查案數",
          align: "end",
          render: ({ size, relatedInTop3 }) =>
            relatedInTop3 ? <StatusTag tone="warn">{`${size}（關聯單位居前三）`}</StatusTag> : size,
        },
        ...KINDS.flatMap((kind) =>
          STANDINGS.map(([key, label, filter]) => ({
            key: `${kind}_${key}`,
            label: `${kind === "plan_audit" ? "計畫" : "電訪"}${label}`,
            align: "end" as const,
            render: ({ aUnit, month, kinds }: UnitResult) => (
              <Link href={listHref("/sampling/audits", { month, unit: aUnit.id, kind })(filter)}>
                {kinds[kind][key]}
              </Link>
            ),
          })),
        ),
      ]}
      empty={
        <EmptyState title="還沒有抽樣" icon="inspect">
          選擇月份抽樣後，各 A 單位的抽查案數及結果列在這裡。
        </EmptyState>
      }
    />
  );
}
