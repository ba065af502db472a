import type { LetterContent } from "@/lib/features/letters/types";
import { withRocDates } from "@/lib/features/registry/closures/labels";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type Citation, citationText } from "@/lib/rules/citations";
import { PENALTY_ARTICLES } from "@/lib/rules/penalty-clauses-data";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { MeasureKind, PointScheme, Service, Tier } from "@/prisma/generated/enums";
import { articleText, clauseLabel, clausesOf } from "../labels";
import type { MeasureProposal, Proposal } from "../types";

// What the letters of this area say. The numbers and the dates come from the decision; the law's own words are quoted, not retold.

const REVIEW = [
  "不服本處置者，得於本函送達之日起 30 日內，以書面附具理由，向本局申請複核，並以一次為限（長期照顧特約管理辦法第37條）；期限末日為放假日者，順延至次一上班日。",
  "複核得於系統「違約記點」之本案頁面提出，或以書面寄送本局。",
];

interface Charged {
  number: string;
  contractNumber: string;
  tier: Tier;
  scheme: PointScheme;
  clause: number | null;
  happenedOn: PlainDate;
  facts: string;
  corrected: boolean | null;
}

function clauseWords({ tier, scheme, clause }: Charged): string[] {
  const label = clauseLabel(tier, scheme, clause);
  const text = clausesOf(tier).find((each) => each.clause === clause)?.text;
  return scheme === "national" && text ? [`長期照顧特約管理辦法${label}：「${text}」`] : [label];
}

/** Where it stands written. Spans of articles say which law was asked, not what this decision rests on. */
function citedOnce(citations: readonly Citation[], said: readonly string[]): string[] {
  return citations.map(citationText).filter((text) => !text.includes("條至") && !said.includes(text));
}

function factsOf(charged: Charged): string[] {
  const cured = { true: "經令限期改善，已於期限內改善。", false: "經令限期改善，屆期未改善。" };
  return [
    `貴單位（特約編號 ${charged.contractNumber}）於 ${formatRocDate(charged.happenedOn)} 涉有違反特約情事（案號 ${charged.number}）：`,
    charged.facts,
    ...(charged.corrected === null ? [] : [cured[`${charged.corrected}`]]),
  ];
}

/** 陳述意見通知: what the unit is held to have done, under which clause, and until when it may say its side. */
export function hearingLetter(charged: Charged, proposal: Proposal, hearingDueOn: PlainDate): LetterContent {
  const planned =
    proposal.points === null
      ? "擬依契約記點規定予以記點。"
      : `擬依${articleText(proposal.article ?? "")}記 ${proposal.points} 點${proposal.discretionary ? "，並得依違約次數加倍" : ""}。`;
  return {
    subject: `貴單位涉有違反特約情事，請於 ${formatRocDate(hearingDueOn)} 前陳述意見，請查照。`,
    facts: factsOf(charged),
    decisions: [planned, "本函為處分前之通知，尚未記點。"],
    grounds: [...clauseWords(charged), ...citedOnce(proposal.citations, [])],
    deadline: { label: "陳述意見期限", on: hearingDueOn },
    remedy: [
      "得於系統「違約記點」之本案頁面提出陳述，或以書面寄送本局；逾期未陳述者，本局得逕依現有事證決定。",
    ],
  };
}

/** 違約記點通知: the points, on which article, and how to ask for a review. */
export function pointsLetter(
  charged: Charged,
  decided: { points: number; article: string; grounds: string; proposal: Proposal },
): LetterContent {
  const { points, article, grounds, proposal } = decided;
  const grant =
    proposal.grantMonths > 0 ? [`自獎助業務費扣減 ${proposal.grantMonths} 個月之獎助金額額度。`] : [];
  const outcome =
    points > 0
      ? `依${articleText(article)}記點 ${points} 點。`
      : `本次經令限期改善已改善，依${articleText(article)}列計 1 次，未記點；累計達 2 次者記點 1 點。`;
  const quoted = PENALTY_ARTICLES[article];
  return {
    subject:
      points > 0
        ? `貴單位違反特約，予以記點 ${points} 點，請查照。`
        : "貴單位違反特約已限期改善，列計次數，請查照。",
    facts: [...factsOf(charged), `決定理由：${grounds}`],
    decisions: [outcome, ...grant],
    grounds: [
      ...clauseWords(charged),
      ...(quoted ? [`長期照顧特約管理辦法第${article}條：「${quoted.replaceAll("\n", "")}」`] : []),
      ...citedOnce(proposal.citations, [articleText(article)]),
    ],
    deadline: null,
    remedy: REVIEW,
  };
}

interface DecidedMeasure {
  number: string;
  kind: MeasureKind;
  contractNumber: string;
  fromOn: PlainDate;
  throughOn: PlainDate | null;
  services: readonly Service[];
  grounds: string;
  violationNumbers: readonly string[];
  proposal: MeasureProposal;
}

/** 停止派案 or 終止特約: what is decided, from when, on which points, and how to ask for a review. */
export function measureLetter(measure: DecidedMeasure): LetterContent {
  const { kind, fromOn, throughOn, services, proposal } = measure;
  const span = `${formatRocDate(fromOn)} 至 ${formatRocDate(throughOn)}`;
  const scope =
    services.length === 0 ? "全部服務項目" : services.map((each) => SERVICE_LABELS[each]).join("、");
  const decision =
    kind === "suspension"
      ? `自 ${span} 停止派案（首日與末日均計入），範圍：${scope}；期滿次日恢復派案。`
      : `特約 ${measure.contractNumber} 於 ${formatRocDate(fromOn)} 終止。貴單位應依長期照顧特約管理辦法第33條協助轉介服務中之個案。`;
  const { outcome } = proposal;
  const window = outcome.windowTotal === undefined ? "" : `，本期一年內 ${outcome.windowTotal} 點`;
  return {
    subject:
      kind === "suspension"
        ? `貴單位自 ${span} 停止派案，請查照。`
        : `終止貴單位特約，自 ${formatRocDate(fromOn)} 生效，請查照。`,
    facts: [
      `貴單位累計記點 ${outcome.total} 點${window}（違約案 ${measure.violationNumbers.join("、") || "—"}）。`,
      ...outcome.steps.map(({ text }) => `${withRocDates(text)}。`),
      `處分理由：${measure.grounds}`,
    ],
    decisions: [decision],
    grounds: outcome.citations.map(citationText),
    deadline: null,
    remedy: REVIEW,
  };
}
