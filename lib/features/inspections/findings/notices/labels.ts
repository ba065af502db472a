import type { LetterContent } from "@/lib/features/letters/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { citationText } from "@/lib/rules/citations";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { DueOutcome, FindingBasis } from "../types";

export interface NoticedFinding {
  id: string;
  number: string;
  basis: FindingBasis;
  facts: string;
  dueOn: PlainDate;
  dueOutcome: DueOutcome;
}

/** 限期改善: what was found at which item, until when it is to be mended, what follows if not, and how to answer. */
export function correctionLetter(
  inspection: { number: string; visitedOn: PlainDate | null },
  findings: readonly NoticedFinding[],
): LetterContent {
  const first = findings.map(({ dueOn }) => dueOn).toSorted()[0];
  const item = ({ basis }: NoticedFinding) => [basis.itemNumber, basis.itemLabel].filter(Boolean).join(" ");
  const missed = findings.find(({ basis }) => basis.ifMissed)?.basis.ifMissed;
  const grounds = findings.map(
    ({ basis }) =>
      `${basis.formTitle}（${basis.formRevision}）${basis.itemNumber ? `第 ${basis.itemNumber} 項` : ""}；${basis.citation.document}${basis.citation.annex} ${basis.citation.place}`,
  );
  const counted = findings.flatMap(({ dueOutcome }) => dueOutcome.citations.map(citationText));
  return {
    subject: `貴單位經查核有 ${findings.length} 項缺失，請依限改善並回復，請查照。`,
    facts: [
      `本局於 ${formatRocDate(inspection.visitedOn)} 查核貴單位（查核編號 ${inspection.number}），發現缺失如下：`,
      ...findings.map((finding) => {
        const ofCase = finding.basis.caseNumber ? `（個案 ${finding.basis.caseNumber}）` : "";
        return `${finding.number}　${item(finding)}${ofCase}：${finding.basis.answer}。${finding.facts}`;
      }),
    ],
    decisions: [
      ...findings.map(({ number, dueOn }) => `${number} 限於 ${formatRocDate(dueOn)} 前改善完竣。`),
      ...(missed
        ? [
            `屆期未完成改善者，列計 ${missed.points} 點，並自獎助業務費扣減 ${missed.grantMonthsWithheld} 個月之獎助金額額度。`,
          ]
        : ["屆期未改善者，得依特約及長期照顧特約管理辦法記點。"]),
    ],
    grounds: [...new Set([...grounds, ...counted])],
    deadline: first ? { label: "改善期限（最早者）", on: first } : null,
    remedy: [
      "請於期限前至系統「查核缺失」填報改善方案及策進作為並附佐證，或以書面寄送本局。",
      "無法如期改善者，請於期限前敘明理由申請展延；對查核結果有意見者，得一併陳述。",
    ],
    findings: findings.map(({ id, number }) => ({ id, number })),
  };
}
