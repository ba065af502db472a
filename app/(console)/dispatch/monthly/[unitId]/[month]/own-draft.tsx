import { ContentView } from "@/components/monthly-tables/content-view";
import { FileForm, PrinciplesForm } from "@/components/monthly-tables/filing-forms";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { fileTableAction, keepPrinciplesAction } from "@/lib/features/dispatch/monthly-tables/actions";
import { mayMonthlyTable } from "@/lib/features/dispatch/monthly-tables/policy";
import { ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import { type Draft, type MonthView, standingMark } from "@/lib/features/dispatch/monthly-tables/types";
import type { Actor } from "@/lib/platform/actor";

type OwnDraftProps = {
  actor: Actor;
  draft: Draft;
  view: MonthView;
  isOver: boolean;
};

/** What the unit would file now: before the first time the whole page, later folded away behind filing again. */
export async function OwnDraft({ actor, draft, view, isOver }: OwnDraftProps) {
  const standing = view.versions.find(({ state }) => state !== "replaced");
  const mayFile = mayMonthlyTable(actor, "monthly_table.file");
  const principles = await ownPrinciples(actor);
  const forms = mayFile && (
    <>
      <PrinciplesForm action={keepPrinciplesAction} principles={principles} />
      {isOver && (
        <FileForm
          action={fileTableAction}
          draft={draft}
          standing={standingMark(standing)}
          former={standing?.explanations ?? null}
        />
      )}
    </>
  );
  if (standing) {
    if (!mayFile) return null;
    return (
      <Disclosure summary="依目前派案資料重新提交" open={standing.state === "returned"}>
        <div className="stack">
          <ContentView content={draft.content} />
          {forms}
        </div>
      </Disclosure>
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
