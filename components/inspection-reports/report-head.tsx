import { DateField } from "@/components/forms/date-field";
import { SelectField } from "@/components/forms/select-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { REPORTED_FORMS, type ReportParams } from "@/lib/features/inspections/reports/schema";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import { formatRocDate } from "@/lib/platform/roc-date";

const TABS = [
  { of: "items", path: "/inspections/reports", label: "各項結果" },
  { of: "agreement", path: "/inspections/reports/agreement", label: "查核一致性" },
  { of: "closure", path: "/inspections/reports/closure", label: "改善時間" },
] as const;

interface ReportHeadProps {
  of: (typeof TABS)[number]["of"];
  params: ReportParams;
  lead: string;
}

/** What the three reports share: their tabs, form and span of days, files and print. */
export function ReportHead({ of, params, lead }: ReportHeadProps) {
  const { form, from, to, unit, sort } = params;
  const span = { form, from: formatRocDate(from), to: formatRocDate(to), unit };
  const path = TABS.find((tab) => tab.of === of)?.path ?? TABS[0].path;
  const exportHref = listHref("/api/inspections/reports/export", {
    ...{ ...span, of, sort, bucket: params.bucket, timely: params.timely },
    settled: params.settled ? "yes" : null,
  });
  return (
    <>
      <PageHeader
        title="查核統計"
        breadcrumbs={[{ href: "/inspections", label: "查核" }, { label: "統計" }]}
        lead={lead}
        actions={
          <>
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
      <LinkTabs
        label="統計種類"
        items={TABS.map((tab) => ({
          href: listHref(tab.path, span)({}),
          label: tab.label,
          current: tab.of === of,
        }))}
      />
      <FilterBar action={path} keep={{ unit, sort }} resetHref={path} label="統計範圍" submitLabel="查看">
        <SelectField
          name="form"
          label="查核表"
          options={REPORTED_FORMS.map((value) => ({ value, label: FORM_LABELS[value] }))}
          defaultValue={form}
        />
        <DateField name="from" label="起日" defaultValue={formatRocDate(from)} />
        <DateField name="to" label="迄日" defaultValue={formatRocDate(to)} />
      </FilterBar>
    </>
  );
}

/** The address of a report with its span, for numbers that open their rows. */
export function reportHref(of: ReportHeadProps["of"], { form, from, to, unit, sort }: ReportParams) {
  const path = TABS.find((tab) => tab.of === of)?.path ?? TABS[0].path;
  return listHref(path, { form, from: formatRocDate(from), to: formatRocDate(to), unit, sort });
}
