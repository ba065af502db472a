import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Section } from "@/components/layout/section";
import { StaffFilters } from "@/components/today/staff-filters";
import { StaffTable } from "@/components/today/staff-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { mayKeepStaffOf, maySeeStaffOf } from "@/lib/features/registry/staff/policy";
import { listStaff, registrationClock } from "@/lib/features/registry/staff/queries";
import { staffListParams } from "@/lib/features/registry/staff/schema";
import { unitHeader } from "@/lib/features/registry/units/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "單位人員" };

export default async function UnitStaffPage({ params, searchParams }: PageProps<"/units/[id]/staff">) {
  const actor = await requireActor();
  const { id } = await params;
  const unit = await unitHeader(actor, id);
  if (!unit || !maySeeStaffOf(actor, id)) notFound();
  const asOf = today();
  const list = { ...staffListParams(await searchParams), unit: id };
  const { rows, total } = await listStaff(actor, list, asOf);
  const { q, duty, employment, presence, registration, sort, dir, page, size } = list;
  const filters = { q, duty, employment, presence, registration };
  const path = `/units/${id}/staff`;
  const hrefFor = listHref(path, { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/staff/export", { ...filters, unit: id, sort, dir });
  const keeps = mayKeepStaffOf(actor, id);
  const clock = registrationClock(actor.jurisdictionId, asOf);
  return (
    <Section
      title="人員"
      actions={
        <>
          <ExportLinks
            links={[
              { href: exportHref({ format: "csv" }), label: "CSV" },
              { href: exportHref({ format: "xlsx" }), label: "Excel" },
            ]}
          />
          {keeps && (
            <LinkButton href={`${path}/new`} icon="plus" variant="primary">
              登錄人員
            </LinkButton>
          )}
        </>
      }
    >
      {clock.kind === "no_rule" && (
        <Notice tone="info" title="本市沒有人員登錄之期限">
          {clock.message}；清單僅顯示是否已登錄寄送。
        </Notice>
      )}
      <StaffFilters action={path} params={list} />
      <StaffTable
        caption={`${unit.name}的人員`}
        rows={rows}
        opens={keeps}
        ofOneUnit
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的人員"
            icon="people"
            action={<LinkButton href={path}>清除條件</LinkButton>}
          >
            {keeps ? "請放寬條件，或以「登錄人員」登錄新進人員。" : "人員由本府長照科與 A 單位主管登錄。"}
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="人" />
    </Section>
  );
}
