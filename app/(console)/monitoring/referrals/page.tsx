import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { OutwardTable } from "@/components/monitoring/outward-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { followUpOutwardAction } from "@/lib/features/cases/monitoring/actions";
import {
  FOLLOW_UP_FILTERS,
  FOLLOW_UP_LABELS,
  REFERRAL_KIND_LABELS,
} from "@/lib/features/cases/monitoring/labels";
import { listOutward } from "@/lib/features/cases/monitoring/outward/queries";
import { outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { mayMonitor } from "@/lib/features/cases/monitoring/policy";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "轉介追蹤" };

export default async function OutwardPage({ searchParams }: PageProps<"/monitoring/referrals">) {
  const actor = await requireActor();
  if (!mayMonitor(actor, "monitoring.read")) notFound();
  const params = outwardListParams(await searchParams);
  const { rows, total, page } = await listOutward(actor, params);
  const { q, kind, state, sort, dir, size } = params;
  const hrefFor = listHref("/monitoring/referrals", { q, kind, state, sort, dir, size, page });
  const exportHref = listHref("/api/monitoring/referrals/export", { q, kind, state, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title="轉介追蹤"
        lead="轉介其他資源的個案，以及後續結果。"
        breadcrumbs={
          mayMonitor(actor, "monitoring.record")
            ? [{ href: "/monitoring", label: "每月照顧管理" }, { label: "轉介追蹤" }]
            : []
        }
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
        label="追蹤狀態"
        items={FOLLOW_UP_FILTERS.map((each) => ({
          href: hrefFor({ state: each, page: null }),
          label: FOLLOW_UP_LABELS[each],
          current: each === state,
        }))}
      />
      <FilterBar
        action="/monitoring/referrals"
        keep={{ state, sort, dir, size }}
        resetHref="/monitoring/referrals"
      >
        <TextField name="q" label="個案姓名、案號或受理單位" defaultValue={q} />
        <SelectField
          name="kind"
          label="轉介種類"
          defaultValue={kind}
          emptyLabel="全部"
          options={Object.entries(REFERRAL_KIND_LABELS).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      <OutwardTable
        caption={`轉介：${FOLLOW_UP_LABELS[state]}`}
        {...{ rows, total, sort, dir, hrefFor }}
        today={today()}
        withCase
        followUp={mayMonitor(actor, "outward.write") ? followUpOutwardAction : undefined}
        empty={
          <EmptyState title="沒有符合的轉介" icon="history">
            照顧管理時轉介的其他資源會列在這裡，直到登錄追蹤結果。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆轉介" />
    </div>
  );
}
