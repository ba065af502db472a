import { notFound, redirect } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { NameStateTag } from "@/components/registry/name-state-tag";
import { UnitTabs } from "@/components/registry/unit-tabs";
import { Badge } from "@/components/ui/badge";
import { maySeeSuspensionsOf } from "@/lib/features/dispatch/suspensions/policy";
import { findingScope } from "@/lib/features/inspections/findings/policy";
import { penaltyScope } from "@/lib/features/penalties/policy";
import { C_KIND_LABELS, SOURCE_LABELS, TIER_LABELS } from "@/lib/features/registry/units/labels";
import { maySeeUnitFiles, maySeeUnitHistory } from "@/lib/features/registry/units/policy";
import { unitHeader } from "@/lib/features/registry/units/queries";
import type { UnitHeader } from "@/lib/features/registry/units/types";
import type { Actor } from "@/lib/platform/actor";
import { requireActor } from "@/lib/platform/session";

/** The frame of every page of a unit. A unit that was merged leads to the one that it went into. */
export default async function UnitLayout({ params, children }: LayoutProps<"/units/[id]">) {
  const actor = await requireActor();
  const unit = await unitHeader(actor, (await params).id);
  if (!unit) notFound();
  if (unit.mergedIntoId) redirect(`/units/${unit.mergedIntoId}?done=moved&code=${unit.code}`);
  return (
    <div className="stack">
      <PageHeader
        title={unit.name}
        breadcrumbs={[{ href: "/units", label: "單位" }, { label: unit.code }]}
        meta={<Facts unit={unit} />}
      />
      <UnitTabs items={tabsOf(actor, unit)} />
      {children}
    </div>
  );
}

function Facts({ unit }: { unit: UnitHeader }) {
  return (
    <>
      <Badge title="單位代碼">{unit.code}</Badge>
      <span>{TIER_LABELS[unit.tier]}</span>
      {unit.cKind && <span>{C_KIND_LABELS[unit.cKind]}</span>}
      <span>
        {unit.district.name}
        {unit.zone && `（服務分區 ${unit.zone.name}）`}
      </span>
      <NameStateTag state={unit.nameState} all />
      {unit.source !== "registry" && <Badge>{SOURCE_LABELS[unit.source]}</Badge>}
    </>
  );
}

function tabsOf(actor: Actor, { id, tier }: UnitHeader): { href: string; label: string }[] {
  const files = [
    { href: `/units/${id}/contracts`, label: "特約" },
    { href: `/units/${id}/staff`, label: "人員" },
    { href: `/units/${id}/related`, label: "關聯單位" },
  ];
  return [
    { href: `/units/${id}`, label: "總覽" },
    ...(maySeeUnitFiles(actor, id) ? files : []),
    ...(tier !== "c" && maySeeSuspensionsOf(actor, id)
      ? [{ href: `/units/${id}/suspensions`, label: "停止派案" }]
      : []),
    ...(seesOf(findingScope(actor), id)
      ? [{ href: `/inspections/findings?unit=${id}`, label: "查核缺失" }]
      : []),
    ...(seesOf(penaltyScope(actor), id) ? [{ href: `/penalties/units/${id}`, label: "點數帳" }] : []),
    ...(maySeeUnitHistory(actor, id) ? [{ href: `/units/${id}/history`, label: "歷程" }] : []),
  ];
}

/** Whether a scope holds the unit: the city's, or the own one. */
function seesOf(scope: { unitId?: string } | null, id: string): boolean {
  return scope !== null && (scope.unitId === undefined || scope.unitId === id);
}
