import { ContentView } from "@/components/monthly-tables/content-view";
import { FileForm, PrinciplesForm } from "@/components/monthly-tables/filing-forms";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { fileTableAction, keepPrinciplesAction } from "@/lib/features/dispatch/monthly-tables/actions";
import { mayMonthlyTable } from "@/lib/features/dispatch/monthly-tables/policy";
import { ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import {
  type Draft,
  flagsOf,
  type MonthView,
  seenCounts,
  standingMark,
  type TableContent,
} from "@/lib/features/dispatch/monthly-tables/types";
import type { Actor } from "@/lib/platform/actor";

type OwnDraftProps = {
  actor: Actor;
  draft: Draft;
  view: MonthView;
  isOver: boolean;
};

/** Whether a reader would see the same counts and flags in both. */
function isSame(one: TableContent, other: TableContent): boolean {
  const flags = (content: TableContent) =>
    flagsOf(content)
      .map(({ key }) => key)
      .join();
  return seenCounts(one) === seenCounts(other) && flags(one) === flags(other);
}

/** What the unit would file now: before the first time the whole page, later folded away behind filing again. */
export async function OwnDraft({ actor, draft, view, isOver }: OwnDraftProps) {
  const standing = view.versions.find(({ state }) => state !== "replaced");
  const mayFile = mayMonthlyTable(actor, "monthly_table.file");
  const principles = await ownPrinciples(actor);
  const forms = mayFile && (
    <div className="stack no-print">
      <PrinciplesForm action={keepPrinciplesAction} principles={principles} />
      {isOver && (
        <FileForm
          action={fileTableAction}
          draft={draft}
          standing={standingMark(standing)}
          former={standing?.explanations ?? null}
        />
      )}
    </div>
  );
  if (standing) {
    if (!mayFile) return null;
    return (
      <div className="no-print">
        <Disclosure summary="依目前派案資料重新提交" open={standing.state === "returned"}>
          <div className="stack">
            {isSame(draft.content, standing.content) ? (
              <Notice tone="info" title={`派案件數與第 ${standing.versionNo} 版相同`}>
                提交之後派案紀錄沒有變動；請修正說明後重新提交。
              </Notice>
            ) : (
              <ContentView content={draft.content} />
            )}
            {forms}
          </div>
        </Disclosure>
      </div>
    );
  }
  return (
    <div className="stack">
      <Notice tone={isOver ? "warn" : "info"} title={isOver ? "草稿，尚未提交" : "草稿，這個月尚未結束"}>
        依目前的派案紀錄產生{isOver ? "；確認並說明註記後提交。" : "；月份結束後才能提交。"}
        {!mayFile && "月報由單位主管提交。"}
      </Notice>
      <ContentView content={draft.content} />
      {forms}
    </div>
  );
}
