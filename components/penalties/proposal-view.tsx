import { Why } from "@/components/today/why";
import { Notice } from "@/components/ui/notice";
import { articleText } from "@/lib/features/penalties/labels";
import type { Proposal } from "@/lib/features/penalties/types";

/** What the law proposes for a violation, and why. */
export function ProposalView({ proposal, title }: { proposal: Proposal; title: string }) {
  return (
    <Notice tone="info" title={title}>
      <p>{textOf(proposal)}</p>
      <Why {...proposal} summary="怎麼算的" />
    </Notice>
  );
}

function textOf({ points, article, discretionary, pendingCures, grantMonths }: Proposal): string {
  if (points === null || article === null) return "契約自訂之記點規定，點數由承辦人依契約書決定。";
  const parts = [
    points === 0
      ? `依${articleText(article)}，限期改善已改善，列計 1 次、不記點（累計未滿 2 次者 ${pendingCures} 次）`
      : `依${articleText(article)}，記 ${points} 點`,
    discretionary ? "得依違約次數加倍記點" : "",
    grantMonths > 0 ? `並扣減獎助業務費 ${grantMonths} 個月` : "",
  ];
  return `${parts.filter(Boolean).join("；")}。`;
}
