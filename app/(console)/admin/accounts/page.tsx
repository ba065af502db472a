import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { ROLE_LABELS, STATE_LABELS } from "@/lib/features/accounts/labels";
import { mayAccounts, rolesToGive } from "@/lib/features/accounts/policy";
import { listAccounts } from "@/lib/features/accounts/queries";
import { accountListParams } from "@/lib/features/accounts/schema";
import type { AccountRow } from "@/lib/features/accounts/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { AccountTags } from "./account-tags";

export const metadata: Metadata = { title: "帳號" };

const PATH = "/admin/accounts";

const COLUMNS: Column<AccountRow>[] = [
  {
    key: "name",
    label: "姓名",
    sortable: true,
    rowHeader: true,
    nowrap: true,
    render: (row) => <Link href={`${PATH}/${row.id}`}>{row.name}</Link>,
  },
  { key: "login", label: "帳號", sortable: true, render: (row) => row.login },
  { key: "role", label: "角色", sortable: true, nowrap: true, render: (row) => ROLE_LABELS[row.role] },
  { key: "unit", label: "單位", sortable: true, render: (row) => row.unitName ?? "—" },
  {
    key: "state",
    label: "狀態",
    render: (row) => <AccountTags state={row.state} lockedUntil={row.lockedUntil} />,
  },
  {
    key: "lastSignIn",
    label: "最近登入",
    sortable: true,
    nowrap: true,
    render: (row) => formatRocInstant(row.lastSignInAt),
  },
];

export default async function AccountsPage({ searchParams }: PageProps<"/admin/accounts">) {
  const actor = await requireActor();
  if (!mayAccounts(actor, "account.read")) notFound();
  const params = accountListParams(await searchParams);
  const { q, role, state, unit, sort, dir, page, size } = params;
  const { rows, total } = await listAccounts(actor, params);
  const hrefFor = listHref(PATH, { q, role, state, unit, sort, dir, page, size });
  const exportHref = listHref(`${PATH}/export`, { q, role, state, unit, sort, dir });
  const isCityWide = actor.role !== "a_unit_manager";
  return (
    <div className="stack">
      <PageHeader
        title="帳號"
        lead={isCityWide ? "本市全部帳號。" : "所屬單位的帳號；不含您自己帳號的變更。"}
        actions={
          <LinkButton href={`${PATH}/new`} variant="primary" icon="plus">
            新增帳號
          </LinkButton>
        }
      />
      <FilterBar action={PATH} keep={{ sort, dir, size }} resetHref={PATH}>
        <TextField name="q" label="姓名或帳號" type="search" defaultValue={q} width="m" />
        <SelectField
          name="role"
          label="角色"
          emptyLabel="全部"
          defaultValue={role}
          options={rolesToGive(actor).map((value) => ({ value, label: ROLE_LABELS[value] }))}
        />
        <SelectField
          name="state"
          label="狀態"
          emptyLabel="全部"
          defaultValue={state}
          options={[
            ...Object.entries(STATE_LABELS).map(([value, label]) => ({ value, label })),
            { value: "locked", label: "鎖定中" },
          ]}
        />
        {isCityWide && (
          <TextField name="unit" label="單位名稱或代碼" type="search" defaultValue={unit} width="m" />
        )}
      </FilterBar>
      <ExportLinks
        links={[
          { href: exportHref({ format: "csv" }), label: "CSV" },
          { href: exportHref({ format: "xlsx" }), label: "XLSX" },
        ]}
      />
      <DataTable
        caption="帳號清單"
        captionHidden
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.id}
        sort={sort}
        dir={dir}
        hrefFor={hrefFor}
        total={total}
        mobile="cards"
        empty={
          <EmptyState
            title="沒有符合的帳號"
            icon="people"
            action={<LinkButton href={PATH}>清除條件</LinkButton>}
          >
            請放寬篩選條件，或新增帳號。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="個帳號" />
    </div>
  );
}
