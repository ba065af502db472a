import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InspectionStateTag } from "@/components/inspections/inspection-state-tag";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { weeksFrom } from "@/lib/features/inspections/planning/queries";
import { mondayOf } from "@/lib/features/inspections/planning/service";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import { PURPOSE_LABELS } from "@/lib/features/inspections/visits/labels";
import type { InspectionRow } from "@/lib/features/inspections/visits/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, parseDateInput } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "按週檢視查核" };

const PATH = "/inspections/plan/weeks";
const WEEKS = 4;
const DAYS = 7;

export default async function WeeksPage({ searchParams }: PageProps<"/inspections/plan/weeks">) {
  const actor = await requireActor();
  const thisWeek = mondayOf(today());
  const asked = parseDateInput(one((await searchParams).from) ?? "");
  const from = asked ? mondayOf(asked) : thisWeek;
  const plan = await weeksFrom(actor, from, WEEKS);
  if (!plan) notFound();
  const late = from <= thisWeek ? plan.late : [];
  return (
    <div className="stack">
      <PageHeader
        title="按週檢視查核"
        breadcrumbs={[
          { href: "/inspections", label: "查核" },
          { href: "/inspections/plan", label: "年度計畫" },
          { label: "按週檢視" },
        ]}
        lead="開啟一次查核即可改週次、改查核人員或取消。"
        actions={
          <>
            <LinkButton href={`${PATH}?from=${addDays(from, -WEEKS * DAYS)}`}>前四週</LinkButton>
            <LinkButton href={PATH}>本週</LinkButton>
            <LinkButton href={`${PATH}?from=${addDays(from, WEEKS * DAYS)}`}>後四週</LinkButton>
            <PrintButton />
          </>
        }
      />
      {late.length > 0 && (
        <Section title={`先前週次未完成 ${late.length} 件`} lead="預定週已過而未簽署；請改排或取消。">
          <WeekTable caption="先前週次未完成" rows={late} />
        </Section>
      )}
      {plan.weeks.map(({ monday, inspections }) => (
        <Section
          key={monday}
          title={`${weekTitle(monday)}${monday === thisWeek ? "（本週）" : ""}`}
          lead={loads(inspections)}
        >
          {inspections.length === 0 ? (
            <p className="muted">沒有排定的查核。</p>
          ) : (
            <WeekTable caption={weekTitle(monday)} rows={inspections} />
          )}
        </Section>
      ))}
    </div>
  );
}

function weekTitle(monday: PlainDate): string {
  return `${formatRocDate(monday)}–${formatRocDate(addDays(monday, DAYS - 1))}`;
}

/** How many each inspector has. */
function loads(rows: readonly InspectionRow[]): string | undefined {
  const names = rows.flatMap(({ inspectors }) => inspectors.map(({ name }) => name));
  const each = [...new Set(names)].map((name) => `${name} ${names.filter((one) => one === name).length} 件`);
  return each.length > 0 ? each.join("、") : undefined;
}

function WeekTable({ caption, rows }: { caption: string; rows: readonly InspectionRow[] }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      mobile="cards"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          label: "查核編號",
          rowHeader: true,
          nowrap: true,
          render: ({ id, number }) => <Link href={`/inspections/${id}`}>{number}</Link>,
        },
        {
          key: "unit",
          label: "受查單位",
          render: ({ unit }) => (
            <>
              {unit.code} {unit.name} <span className="muted small">{unit.district}</span>
            </>
          ),
        },
        {
          key: "form",
          label: "查核表",
          render: ({ formKey, purpose }) => `${FORM_LABELS[formKey]}・${PURPOSE_LABELS[purpose]}`,
        },
        {
          key: "inspectors",
          label: "查核人員",
          render: ({ inspectors }) => inspectors.map(({ name }) => name).join("、"),
        },
        { key: "state", label: "狀態", render: ({ state }) => <InspectionStateTag state={state} /> },
      ]}
    />
  );
}
