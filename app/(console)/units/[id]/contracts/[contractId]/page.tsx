import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DescriptionList } from "@/components/layout/description-list";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Timeline } from "@/components/ui/timeline";
import { changesOfContract } from "@/lib/features/registry/contracts/changes/queries";
import { areaText, CONTRACT_ACTIONS, FIELD_LABELS } from "@/lib/features/registry/contracts/labels";
import { mayContract } from "@/lib/features/registry/contracts/policy";
import { contractById, standing } from "@/lib/features/registry/contracts/queries";
import type { LaterChange, StandingContract } from "@/lib/features/registry/contracts/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { ContractTimeline } from "../contract-timeline";
import { CloseContract } from "./close-contract";
import { RenewalForms } from "./renewal-forms";

export const metadata: Metadata = { title: "特約" };

type Props = PageProps<"/units/[id]/contracts/[contractId]">;

const DONE: Record<string, { tone: "good" | "warn"; title: string }> = {
  created: { tone: "good", title: "已登錄特約。" },
  corrected: { tone: "good", title: "已更正特約。" },
  noticed: { tone: "good", title: "已登錄續約通知。" },
  noticed_late: { tone: "warn", title: "已登錄續約通知；通知日已逾期間屆滿 90 日前之期限。" },
  replied: { tone: "good", title: "已登錄單位回覆。" },
  closed: { tone: "good", title: "已登錄提前終止。" },
};

export default async function ContractPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id, contractId } = await params;
  const found = await contractById(actor, contractId);
  if (!found || found.unit.id !== id) notFound();
  const asOf = today();
  const contract = standing(actor.jurisdictionId, found, asOf);
  const done = DONE[one((await searchParams).done) ?? ""];
  const { renewal } = contract;
  const changes = await changesOfContract(actor, contract.id);
  const over = contract.phase === "ended" || contract.phase === "closed";
  return (
    <div className="stack">
      {done && <Notice tone={done.tone} title={done.title} live="status" />}
      <Section
        title={`特約 ${contract.number}`}
        actions={
          <>
            <PrintButton />
            {mayContract(actor, "contract.correct") &&
              contract.phase === "upcoming" &&
              !contract.closedOn && (
                <LinkButton href={`/units/${id}/contracts/${contract.id}/edit`} icon="edit">
                  更正
                </LinkButton>
              )}
            {mayContract(actor, "contract.close") && !over && !contract.closedOn && (
              <CloseContract contract={contract} />
            )}
          </>
        }
      >
        <Facts contract={contract} />
      </Section>
      <div className="columns-2">
        <Section title="期程">
          <ContractTimeline contract={contract} asOf={asOf} />
        </Section>
        {mayContract(actor, "contract.record_renewal") && !over && renewal.kind === "renewal" && (
          <RenewalForms contract={contract} outcome={renewal.outcome} />
        )}
      </div>
      {changes.length > 0 && <History changes={changes} />}
    </div>
  );
}

function Facts({ contract }: { contract: StandingContract }) {
  return (
    <DescriptionList
      items={[
        { label: "期間", value: `${formatRocDate(contract.startsOn)} 至 ${formatRocDate(contract.endsOn)}` },
        {
          label: "提前終止",
          value: contract.closedOn && `${formatRocDate(contract.closedOn)}（${contract.closedReason}）`,
        },
        {
          label: "服務項目",
          value: contract.services.map((service) => SERVICE_LABELS[service]).join("、"),
        },
        { label: contract.mainZone ? "服務分區" : "服務行政區", value: areaText(contract) },
        { label: "接續特約", value: contract.followUp?.number },
      ]}
    />
  );
}

function History({ changes }: { changes: readonly LaterChange[] }) {
  return (
    <Section title="登錄歷程">
      <Timeline
        label="登錄歷程"
        items={[...changes].reverse().map(({ at, by, action, fields }) => ({
          id: `${at.toISOString()} ${action}`,
          time: formatRocInstant(at),
          dateTime: at.toISOString(),
          title: CONTRACT_ACTIONS[action] ?? action,
          detail: fields.map((field) => FIELD_LABELS[field] ?? field).join("、"),
          by,
        }))}
      />
    </Section>
  );
}
