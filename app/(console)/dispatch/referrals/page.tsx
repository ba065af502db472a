import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReferralTable } from "@/components/dispatch/referral-table";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { BASIS_LABELS } from "@/lib/features/dispatch/providers/labels";
import { REFERRAL_FILTER_LABELS, REFERRAL_FILTERS } from "@/lib/features/dispatch/referrals/labels";
import { mayReferral, referralScope } from "@/lib/features/dispatch/referrals/policy";
import { listReferrals } from "@/lib/features/dispatch/referrals/queries";
import {
  REFERRAL_BASES,
  type ReferralListParams,
  referralListParams,
} from "@/lib/features/dispatch/referrals/schema";
import { standingSuspensions } from "@/lib/features/dispatch/suspensions/queries";
import { SERVICE_LABELS, SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { PlainDate } from "@/lib/rules/plain-date";
import { addMonths } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "照會" };

const PATH = "/dispatch/referrals";

export default async function ReferralsPage({ searchParams }: PageProps<"/dispatch/referrals">) {
  const actor = await requireActor();
  const scope = referralScope(actor);
  if (!scope) notFound();
  const params = referralListParams(await searchParams);
  const asOf = today();
  const answers = mayReferral(actor, "referral.answer");
  const { rows, total, page } = await listReferrals(actor, params, asOf);
  const suspended = answers ? await standingSuspensions(actor, asOf) : [];
  const { q, state, service, basis, month, sort, dir, size } = params;
  const filters = { q, state, service, basis, month };
  const hrefFor = listHref(PATH, { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/dispatch/referrals/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title={answers ? "收到的照會" : "照會（派案給 B 單位）"}
        lead={
          answers
            ? "請儘速回復：承接並填預定開始日，或敘明理由婉拒。"
            : "待回復的在前；婉拒的請另派其他單位。"
        }
        actions={
          <>
            {answers && <LinkButton href="/dispatch/capacity">服務量能</LinkButton>}
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
      {suspended.map((row) => (
        <Notice
          key={row.id}
          tone="bad"
          title={`貴單位自 ${formatRocDate(row.fromOn)} 至 ${formatRocDate(row.throughOn)} 停止派案`}
        >
          {row.services.length === 0
            ? "全部服務"
            : row.services.map((each) => SERVICE_LABELS[each]).join("、")}
          ：{row.reason}
        </Notice>
      ))}
      <Filters params={params} asOf={asOf} />
      <ReferralTable
        rows={rows}
        names={
          answers
            ? "sender"
            : "fromUnitId" in scope && typeof scope.fromUnitId === "string"
              ? "receiver"
              : "both"
        }
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState title="沒有符合的照會" action={<LinkButton href={PATH}>清除條件</LinkButton>}>
            {answers ? "有新的派案時會出現在這裡。" : "請放寬條件；派案請由個案的「派案」頁籤辦理。"}
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆照會" />
    </div>
  );
}

const MONTHS_OFFERED = 13;

/** This month and the year before it, newest first. */
function monthOptions(asOf: PlainDate) {
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const value = addMonths(`${asOf.slice(0, 7)}-01` as PlainDate, -back).slice(0, 7);
    return { value, label: `${Number(value.slice(0, 4)) - 1911} 年 ${Number(value.slice(5))} 月` };
  });
}

function Filters({ params, asOf }: { params: ReferralListParams; asOf: PlainDate }) {
  const { q, state, service, basis, month, sort, dir, size } = params;
  return (
    <FilterBar action={PATH} keep={{ sort, dir, size }} resetHref={PATH} label="照會篩選條件">
      <TextField name="q" type="search" label="個案姓名、案號或 B 單位" defaultValue={q} maxLength={100} />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={REFERRAL_FILTERS.map((value) => ({ value, label: REFERRAL_FILTER_LABELS[value] }))}
        defaultValue={state}
      />
      <SelectField
        name="service"
        label="服務"
        emptyLabel="全部"
        options={SERVICES_OF_TIER.b.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        defaultValue={service}
      />
      <SelectField
        name="basis"
        label="方式"
        emptyLabel="全部"
        options={REFERRAL_BASES.map((value) => ({ value, label: BASIS_LABELS[value] }))}
        defaultValue={basis}
      />
      <SelectField
        name="month"
        label="派案月份"
        emptyLabel="全部"
        options={monthOptions(asOf)}
        defaultValue={month}
      />
    </FilterBar>
  );
}
