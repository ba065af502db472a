import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { Chain } from "@/components/penalties/chain";
import { LetterList } from "@/components/penalties/letter-list";
import { MeasureStateTag } from "@/components/penalties/tags";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { lettersAbout } from "@/lib/features/letters/queries";
import { chainOf } from "@/lib/features/penalties/chain/queries";
import { ACTION_LABELS_OF_POINTS, MEASURE_KIND_LABELS, PENALTY_DONE } from "@/lib/features/penalties/labels";
import { measureById } from "@/lib/features/penalties/measures/queries";
import { mayPenalise } from "@/lib/features/penalties/policy";
import type { MeasureDetail } from "@/lib/features/penalties/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { DecideMeasureForm, LiftForm } from "./measure-forms";

export const metadata: Metadata = { title: "處分" };

export default async function MeasurePage({ params, searchParams }: PageProps<"/penalties/measures/[id]">) {
  const actor = await requireActor();
  const measure = await measureById(actor, (await params).id);
  if (!measure) notFound();
  const done = PENALTY_DONE[one((await searchParams).done) ?? ""];
  const letters = await lettersAbout(actor, { measureId: measure.id });
  const nodes = await chainOf(actor, { measureId: measure.id });
  const asOf = today();
  const decides = mayPenalise(actor, "penalty.decide");
  const isRunning =
    measure.state === "decided" &&
    measure.kind === "suspension" &&
    measure.throughOn !== null &&
    measure.throughOn >= asOf;
  return (
    <div className="stack">
      <PageHeader
        title={`${MEASURE_KIND_LABELS[measure.kind]} ${measure.number}`}
        breadcrumbs={[{ href: "/penalties/measures", label: "停派及終止" }, { label: measure.number }]}
        meta={<MeasureStateTag state={measure.state} />}
        actions={
          <>
            <LinkButton href={`/penalties/units/${measure.unit.id}`}>點數帳</LinkButton>
            <PrintButton />
          </>
        }
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <Chain nodes={nodes} here={`measure:${measure.id}`} />
      <Facts measure={measure} />
      <Why {...measure.proposal.outcome} summary="依點數怎麼算" open={measure.state === "proposed"} />
      {decides && measure.state === "proposed" && <DecideMeasureForm measure={measure} asOf={asOf} />}
      {decides && isRunning && <LiftForm measure={measure} />}
      <LetterList letters={letters} />
    </div>
  );
}

function Facts({ measure }: { measure: MeasureDetail }) {
  const { unit, contract, proposal, services } = measure;
  const { outcome } = proposal;
  return (
    <Section title={unit.name}>
      <DescriptionList
        columns={3}
        items={[
          {
            label: "單位",
            value: (
              <Link href={`/units/${unit.id}`}>
                {unit.code} {unit.name}
              </Link>
            ),
          },
          {
            label: "特約",
            value: (
              <Link href={`/units/${unit.id}/contracts/${contract.id}`}>
                {contract.number}（至 {formatRocDate(contract.effectiveUntil)}）
              </Link>
            ),
          },
          { label: "累計點數", value: `${outcome.total} 點` },
          { label: "依點數", value: ACTION_LABELS_OF_POINTS[outcome.action] },
          ...(measure.fromOn
            ? [
                {
                  label: measure.kind === "termination" ? "終止日" : "期間",
                  value:
                    measure.kind === "termination"
                      ? formatRocDate(measure.fromOn)
                      : `${formatRocDate(measure.fromOn)}–${formatRocDate(measure.throughOn)}`,
                },
                {
                  label: "服務",
                  value:
                    services.length === 0 ? "全部" : services.map((each) => SERVICE_LABELS[each]).join("、"),
                },
              ]
            : []),
          {
            label: "所據違約案",
            wide: true,
            value: (
              <span className="cluster">
                {measure.violations.map(({ id, number, points }) => (
                  <Link key={id} href={`/penalties/violations/${id}`}>
                    {number}（{points ?? 0} 點）
                  </Link>
                ))}
              </span>
            ),
          },
          ...(measure.grounds ? [{ label: "理由", value: measure.grounds, wide: true }] : []),
          ...(measure.liftedReason ? [{ label: "解除理由", value: measure.liftedReason, wide: true }] : []),
        ]}
      />
    </Section>
  );
}
