import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Section } from "@/components/layout/section";
import { Notice } from "@/components/ui/notice";
import { mayContract } from "@/lib/features/registry/contracts/policy";
import { contractById, contractFormOptions } from "@/lib/features/registry/contracts/queries";
import type { ContractFormOptions, ContractRow } from "@/lib/features/registry/contracts/types";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { addDays, addMonths, diffDays } from "@/lib/rules/plain-date";
import { type ContractDefaults, ContractForm } from "../contract-form";

export const metadata: Metadata = { title: "登錄特約" };

type Props = PageProps<"/units/[id]/contracts/new">;

export default async function NewContractPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayContract(actor, "contract.create")) notFound();
  const options = await contractFormOptions(actor, id);
  if (!options) notFound();
  const from = await contractById(actor, one((await searchParams).from) ?? "");
  const followed = from && from.unit.id === id ? from : null;
  return (
    <Section title={followed ? "登錄接續特約" : "登錄特約"}>
      {followed && (
        <Notice tone="info" title={`接續特約 ${followed.number}`}>
          已帶入服務項目與服務區域；期間自 {formatRocDate(followed.effectiveUntil)} 之次日起，請依新契約核對。
        </Notice>
      )}
      <ContractForm
        options={options}
        defaults={followed ? followUpDefaults(followed) : newDefaults(options)}
        cancelHref={`/units/${id}/contracts`}
      />
    </Section>
  );
}

function newDefaults({ services, ownZoneId, ownDistrictId, zones }: ContractFormOptions): ContractDefaults {
  const only = services.length === 1 ? services : [];
  return { services: only, mainZoneId: ownZoneId, districtIds: zones.length > 0 ? [] : [ownDistrictId] };
}

/** The same terms for the same length, from the day after. Whether that is allowed is judged when it is sent. */
function followUpDefaults(from: ContractRow): ContractDefaults {
  const startsOn = addDays(from.effectiveUntil, 1);
  return {
    startsOn,
    endsOn: sameLength(from, startsOn),
    services: from.services,
    mainZoneId: from.mainZone?.id,
    secondaryZoneId: from.secondaryZone?.id,
    districtIds: from.districts.map((district) => district.id),
  };
}

function sameLength({ startsOn, endsOn }: ContractRow, next: ContractRow["startsOn"]): ContractRow["endsOn"] {
  const months = [12, 24, 36].find((each) => addDays(addMonths(startsOn, each), -1) === endsOn);
  return months ? addDays(addMonths(next, months), -1) : addDays(next, diffDays(startsOn, endsOn));
}
