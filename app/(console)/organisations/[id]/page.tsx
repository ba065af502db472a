import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { SiblingTable } from "@/components/registry/sibling-table";
import { Link } from "@/components/ui/link";
import { SERVICE_LABELS, SERVICES } from "@/lib/features/registry/units/labels";
import { organisationPage } from "@/lib/features/registry/units/organisations/queries";
import type { OrganisationPage } from "@/lib/features/registry/units/organisations/types";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "機構" };

export default async function OrganisationDetailPage({ params }: PageProps<"/organisations/[id]">) {
  const actor = await requireActor();
  const organisation = await organisationPage(actor, (await params).id);
  if (!organisation) notFound();
  const { name, units, businessNumber, representative, merged } = organisation;
  return (
    <div className="stack">
      <PageHeader
        title={name}
        breadcrumbs={[{ href: "/units", label: "單位" }, { label: "機構" }]}
        lead={`在本市有 ${units.length} 個單位，分布於 ${districtsOf(organisation)} 個行政區。`}
        actions={<PrintButton />}
      />
      <Card title="基本資料">
        <DescriptionList
          items={[
            { label: "統一編號", value: businessNumber },
            { label: "負責人", value: representative },
            { label: "服務", value: servicesOf(organisation), wide: true },
          ]}
        />
      </Card>
      <Card title={`單位（${units.length}）`} flush>
        <SiblingTable units={units} caption={`${name}的單位`} />
      </Card>
      {merged.length > 0 && (
        <Card title="已合併的單位資料">
          <ul>
            {merged.map(({ id, code, name: old, into }) => (
              <li key={id}>
                {code} {old}，已併入{into && <Link href={`/units/${into.id}`}>{into.code}</Link>}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

function districtsOf({ units }: OrganisationPage): number {
  return new Set(units.map((unit) => unit.district)).size;
}

/** Each service with the number of units that offer it. */
function servicesOf({ units }: OrganisationPage): string {
  return SERVICES.map((service) => ({
    service,
    count: units.filter((unit) => unit.services.includes(service)).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ service, count }) => `${SERVICE_LABELS[service]} ${count} 個`)
    .join("、");
}
