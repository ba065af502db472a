import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { type TypedUnit, UnitForm } from "@/components/registry/unit-form";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { createUnitAction } from "@/lib/features/registry/units/keeping/actions";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { districtOptions, unitHeader } from "@/lib/features/registry/units/queries";
import { one, type SearchParams } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "新增單位" };

export default async function NewUnitPage({ searchParams }: PageProps<"/units/new">) {
  const actor = await requireActor();
  if (!mayInUnits(actor, "unit.create")) notFound();
  const query = await searchParams;
  const [existing, districts] = await Promise.all([
    unitHeader(actor, one(query.exists) ?? ""),
    districtOptions(actor),
  ]);
  return (
    <div className="stack">
      <PageHeader
        title="新增單位"
        breadcrumbs={[{ href: "/units", label: "單位" }, { label: "新增" }]}
        lead="供清冊尚未收錄的單位使用。清冊已有的單位請以清冊匯入更新，以免重複。"
      />
      {existing && (
        <Notice
          tone="warn"
          live="alert"
          title="同層級、同行政區已有這個名稱的單位，未重複建立"
          actions={
            <LinkButton href={`/units/${existing.id}`}>
              開啟 {existing.code} {existing.name}
            </LinkButton>
          }
        >
          <p>如為不同單位，請輸入可區別的名稱後再送出；您填寫的內容仍在下方。</p>
        </Notice>
      )}
      <Card>
        <UnitForm create={createUnitAction} districts={districts} typed={typedOf(query)} />
      </Card>
    </div>
  );
}

function typedOf(query: SearchParams): TypedUnit {
  const { tier, districtId, name, cKind, address, phone, services } = query;
  return {
    ...{ tier: one(tier), districtId: one(districtId), name: one(name) },
    ...{ cKind: one(cKind), address: one(address), phone: one(phone) },
    services: services === undefined ? [] : [services].flat(),
  };
}
