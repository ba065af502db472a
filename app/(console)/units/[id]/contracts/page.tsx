import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Section } from "@/components/layout/section";
import { ContractTable } from "@/components/today/contract-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { mayContract, maySeeContractsOf } from "@/lib/features/registry/contracts/policy";
import { contractsOfUnit } from "@/lib/features/registry/contracts/queries";
import { unitHeader } from "@/lib/features/registry/units/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";
import { ContractTimeline } from "./contract-timeline";

export const metadata: Metadata = { title: "單位特約" };

export default async function UnitContractsPage({ params }: PageProps<"/units/[id]/contracts">) {
  const actor = await requireActor();
  const { id } = await params;
  const unit = await unitHeader(actor, id);
  if (!unit || !maySeeContractsOf(actor, id)) notFound();
  const asOf = today();
  const contracts = await contractsOfUnit(actor, id, asOf);
  const mayCreate = mayContract(actor, "contract.create");
  const add = mayCreate && (
    <LinkButton href={`/units/${id}/contracts/new`} icon="plus" variant="primary">
      登錄特約
    </LinkButton>
  );
  const current = contracts.filter(({ phase }) => phase === "running" || phase === "upcoming");
  return (
    <div className="stack">
      <Section title="特約" actions={add}>
        <ContractTable
          caption={`${unit.name}的特約`}
          rows={contracts}
          ofOneUnit
          empty={
            <EmptyState title="尚未登錄特約" action={add}>
              {mayCreate ? "請依簽訂的契約登錄期間、服務項目與服務區域。" : "特約由本府長照科登錄。"}
            </EmptyState>
          }
        />
      </Section>
      {current.length > 0 && (
        <div className="columns-2">
          {current.map((contract) => (
            <Section key={contract.id} title={`${contract.number} 期程`}>
              <ContractTimeline contract={contract} asOf={asOf} />
            </Section>
          ))}
        </div>
      )}
    </div>
  );
}
