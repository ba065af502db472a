import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FindingLimit, FindingStateTag } from "@/components/findings/finding-tags";
import { StepList } from "@/components/findings/step-list";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { Chain } from "@/components/penalties/chain";
import { LetterList } from "@/components/penalties/letter-list";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { FINDING_DONE } from "@/lib/features/inspections/findings/labels";
import { mayFinding } from "@/lib/features/inspections/findings/policy";
import { findingById, reinspectionOptions } from "@/lib/features/inspections/findings/queries";
import { allows, FINDING_DEEDS, type FindingDeed } from "@/lib/features/inspections/findings/state/service";
import type { FindingDetail } from "@/lib/features/inspections/findings/types";
import { lettersAbout } from "@/lib/features/letters/queries";
import { chainOf } from "@/lib/features/penalties/chain/queries";
import { mayPenalise } from "@/lib/features/penalties/policy";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { AnswerForm, ReviewForms, SendLetter } from "./finding-forms";

export const metadata: Metadata = { title: "查核缺失" };

export default async function FindingPage({ params, searchParams }: PageProps<"/inspections/findings/[id]">) {
  const actor = await requireActor();
  const asOf = today();
  const finding = await findingById(actor, (await params).id, asOf);
  if (!finding) notFound();
  const done = FINDING_DONE[one((await searchParams).done) ?? ""];
  const reviews = mayFinding(actor, "finding.review");
  const answers = reviews || mayFinding(actor, "finding.answer");
  const deeds = reviews ? deedsOf(finding) : [];
  const letters = await lettersAbout(actor, { findingId: finding.id });
  const nodes = await chainOf(actor, { findingId: finding.id });
  const mayPropose =
    mayPenalise(actor, "penalty.propose") &&
    finding.urgency === "settled" &&
    !nodes.some((node) => node.stage === "points" && node.tone !== "neutral");
  const options = deeds.includes("re_inspect") ? await reinspectionOptions(actor, finding.unit.id) : [];
  return (
    <div className="stack">
      <PageHeader
        title={`缺失 ${finding.number}`}
        breadcrumbs={[{ href: "/inspections/findings", label: "查核缺失" }, { label: finding.number }]}
        meta={<FindingStateTag state={finding.state} />}
        actions={
          <>
            {mayPropose && (
              <LinkButton href={`/penalties/new?unit=${finding.unit.id}&finding=${finding.id}`} icon="gavel">
                提報違約
              </LinkButton>
            )}
            <PrintButton />
          </>
        }
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <Chain nodes={nodes} here={`finding:${finding.id}`} />
      <Facts finding={finding} />
      <Why {...finding.dueOutcome} summary="改善期限怎麼算" />
      {answers && allows("answer", finding.state) && <AnswerForm finding={finding} onPaper={reviews} />}
      {deeds.length > 0 && <ReviewForms {...{ finding, deeds, options, asOf }} />}
      {deeds.length > 0 && <SendLetter finding={finding} />}
      <Section title="處理紀錄" id="steps">
        <StepList steps={finding.steps} />
      </Section>
      <LetterList letters={letters} />
    </div>
  );
}

function deedsOf({ state }: FindingDetail): FindingDeed[] {
  const all = Object.keys(FINDING_DEEDS) as FindingDeed[];
  return all.filter((deed) => deed !== "answer" && allows(deed, state));
}

function Facts({ finding }: { finding: FindingDetail }) {
  const { basis, unit, inspection } = finding;
  const { citation } = basis;
  return (
    <Section
      title={[basis.itemNumber, basis.itemLabel].filter(Boolean).join(" ")}
      actions={<LinkButton href={`/units/${unit.id}`}>開啟單位</LinkButton>}
    >
      <DescriptionList
        columns={3}
        items={[
          { label: "單位", value: `${unit.code} ${unit.name}` },
          {
            label: "查核",
            value: (
              <>
                <Link href={`/inspections/${inspection.id}`}>{inspection.number}</Link>（
                {formatRocDate(finding.visitedOn)}）
              </>
            ),
          },
          { label: "改善期限", value: <FindingLimit limit={finding} /> },
          { label: "查核結果", value: basis.answer },
          { label: "面向", value: basis.section },
          { label: "抽查個案", value: basis.caseNumber },
          { label: "查核情形", value: finding.facts, wide: true },
          {
            label: "依據",
            value: `${basis.formTitle}（${basis.formRevision}）；${citation.document}${citation.annex} ${citation.place}`,
            wide: true,
          },
          ...(basis.indicatorCodes.length > 0
            ? [{ label: "指標代碼", value: basis.indicatorCodes.join("、") }]
            : []),
          ...(basis.ifMissed
            ? [
                {
                  label: "屆期未改善",
                  value: `列計 ${basis.ifMissed.points} 點，扣減獎助業務費 ${basis.ifMissed.grantMonthsWithheld} 個月`,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
