import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Section } from "@/components/layout/section";
import { mayContract } from "@/lib/features/registry/contracts/policy";
import { contractById, contractFormOptions } from "@/lib/features/registry/contracts/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";
import { ContractForm } from "../../contract-form";

export const metadata: Metadata = { title: "更正特約" };

type Props = PageProps<"/units/[id]/contracts/[contractId]/edit">;

export default async function EditContractPage({ params }: Props) {
  const actor = await requireActor();
  const { id, contractId } = await params;
  if (!mayContract(actor, "contract.correct")) notFound();
  const [contract, options] = await Promise.all([
    contractById(actor, contractId),
    contractFormOptions(actor, id),
  ]);
  if (!contract || contract.unit.id !== id || !options) notFound();
  const page = `/units/${id}/contracts/${contract.id}`;
  if (contract.startsOn <= today() || contract.closedOn) redirect(page);
  return (
    <Section title={`更正特約 ${contract.number}`} lead="特約起日前可更正；生效後請提前終止並另訂特約。">
      <ContractForm
        options={options}
        of={{ id: contract.id, version: contract.version }}
        defaults={{
          ...contract,
          mainZoneId: contract.mainZone?.id,
          secondaryZoneId: contract.secondaryZone?.id,
          districtIds: contract.districts.map((district) => district.id),
        }}
        cancelHref={page}
      />
    </Section>
  );
}
