import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { Chain } from "@/components/penalties/chain";
import { EntryTable } from "@/components/penalties/entry-table";
import { LetterList } from "@/components/penalties/letter-list";
import { ProposalView } from "@/components/penalties/proposal-view";
import { ReviewStateTag, ViolationStateTag } from "@/components/penalties/tags";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { lettersAbout } from "@/lib/features/letters/queries";
import { chainOf } from "@/lib/features/penalties/chain/queries";
import { clauseLabel, clausesOf, PENALTY_DONE, SCHEME_LABELS } from "@/lib/features/penalties/labels";
import { mayPenalise } from "@/lib/features/penalties/policy";
import { violationById } from "@/lib/features/penalties/queries";
import type { ReviewDetail, ViolationDetail } from "@/lib/features/penalties/types";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { PlainDate } from "@/lib/rules/plain-date";
import {
  AskReviewForm,
  DecideForm,
  DropForm,
  HearingForm,
  ReviewForm,
  StatementForm,
} from "./violation-forms";

export const metadata: Metadata = { title: "違約案" };

export default async function ViolationPage({
  params,
  searchParams,
}: PageProps<"/penalties/violations/[id]">) {
  const actor = await requireActor();
  const row = await violationById(actor, (await params).id);
  if (!row) notFound();
  const done = PENALTY_DONE[one((await searchParams).done) ?? ""];
  const letters = await lettersAbout(actor, { violationId: row.id });
  const nodes = await chainOf(actor, { violationId: row.id });
  const decided = row.proposals.decided;
  return (
    <div className="stack">
      <PageHeader
        title={`違約案 ${row.number}`}
        breadcrumbs={[{ href: "/penalties", label: "違約記點" }, { label: row.number }]}
        meta={
          <>
            <ViolationStateTag state={row.state} />
            {row.review && <ReviewStateTag state={row.review} />}
          </>
        }
        actions={
          <>
            <LinkButton href={`/penalties/units/${row.unit.id}`}>點數帳</LinkButton>
            <PrintButton />
          </>
        }
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <Chain nodes={nodes} here={`violation:${row.id}`} />
      <Facts row={row} />
      {decided ? (
        <ProposalView proposal={decided} title="處分所依據之計算（處分時）" />
      ) : (
        <ProposalView proposal={row.proposals.proposed} title="提報時之計算" />
      )}
      <Deeds actor={actor} row={row} asOf={today()} />
      {row.reviewDetail && <Review review={row.reviewDetail} />}
      {row.entries.length > 0 && (
        <Section title="點數帳登錄">
          <EntryTable rows={row.entries} tier={row.unit.tier} />
        </Section>
      )}
      <LetterList letters={letters} />
    </div>
  );
}

/** What the actor may do with the matter as it stands. */
function Deeds({ actor, row, asOf }: { actor: Actor; row: ViolationDetail; asOf: PlainDate }) {
  const decides = mayPenalise(actor, "penalty.decide");
  const answers = mayPenalise(actor, "penalty.answer");
  if (row.state === "proposed") {
    return decides ? (
      <>
        <HearingForm row={row} asOf={asOf} />
        <div className="cluster">
          <DropForm row={row} />
        </div>
      </>
    ) : null;
  }
  if (row.state === "hearing") {
    const isHeard = row.statement !== null || (row.hearingDueOn !== null && asOf > row.hearingDueOn);
    return (
      <>
        {(answers || decides) && <StatementForm row={row} onPaper={decides} />}
        {decides && isHeard && row.proposalNow && <DecideForm row={row} proposal={row.proposalNow} />}
        {decides && !isHeard && (
          <Notice tone="info" title="等待陳述意見">
            單位陳述後，或 {formatRocDate(row.hearingDueOn)} 期滿後可以決定。
          </Notice>
        )}
      </>
    );
  }
  if (row.state !== "decided") return null;
  if (row.reviewDetail) {
    const isOpen = decides && row.reviewDetail.state === "asked";
    return isOpen ? <ReviewForm row={row} review={row.reviewDetail} /> : null;
  }
  const isOver = answers && row.reviewUntil !== null && asOf > row.reviewUntil.dueOn;
  if (isOver) {
    return <Notice tone="info">申請複核期限已於 {formatRocDate(row.reviewUntil?.dueOn)} 屆滿。</Notice>;
  }
  return answers || decides ? <AskReviewForm row={row} onPaper={decides} asOf={asOf} /> : null;
}

const CORRECTED = { true: "已於期限內改善", false: "屆期未改善" };

function Facts({ row }: { row: ViolationDetail }) {
  const clause = clausesOf(row.unit.tier).find((each) => each.clause === row.clause);
  return (
    <Section title={`${row.unit.name}：${clauseLabel(row.unit.tier, row.scheme, row.clause)}`}>
      <DescriptionList
        columns={3}
        items={[
          {
            label: "單位",
            value: (
              <Link href={`/units/${row.unit.id}`}>
                {row.unit.code} {row.unit.name}
              </Link>
            ),
          },
          { label: "特約", value: row.contract.number },
          { label: "違約日", value: formatRocDate(row.happenedOn) },
          { label: "記點規定", value: SCHEME_LABELS[row.scheme] },
          { label: "限期改善", value: row.corrected === null ? "不適用" : CORRECTED[`${row.corrected}`] },
          { label: "點數", value: row.points === null ? "未決定" : `${row.points} 點` },
          ...(clause ? [{ label: "條文", value: clause.text, wide: true }] : []),
          { label: "違約事實", value: row.facts, wide: true },
          ...(row.finding
            ? [
                {
                  label: "來源缺失",
                  value: <Link href={`/inspections/findings/${row.finding.id}`}>{row.finding.number}</Link>,
                },
              ]
            : []),
          ...(row.statement
            ? [
                {
                  label: `單位陳述（${formatRocInstant(row.statedAt)}）`,
                  value: <span className="whitespace-pre-line">{row.statement}</span>,
                  wide: true,
                },
              ]
            : []),
          ...(row.grounds
            ? [
                {
                  label: `決定理由${row.decidedOn ? `（${formatRocDate(row.decidedOn)}）` : ""}`,
                  value: <span className="whitespace-pre-line">{row.grounds}</span>,
                  wide: true,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Review({ review }: { review: ReviewDetail }) {
  return (
    <Section title="複核" id="review">
      <DescriptionList
        columns={3}
        items={[
          { label: "申請日", value: formatRocDate(review.askedOn) },
          { label: "狀態", value: <ReviewStateTag state={review.state} /> },
          { label: "決定日", value: formatRocDate(review.decidedOn) },
          { label: "申請理由", value: review.grounds, wide: true },
          ...(review.decision ? [{ label: "決定理由", value: review.decision, wide: true }] : []),
        ]}
      />
      {review.deadline && <Why {...review.deadline} summary="申請期限怎麼算" />}
    </Section>
  );
}
