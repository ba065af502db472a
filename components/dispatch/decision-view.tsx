import { Disclosure } from "@/components/ui/disclosure";
import type { DispatchDecision } from "@/lib/features/dispatch/providers/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { citationText } from "@/lib/rules/citations";
import { skipReasonLabel } from "@/lib/rules/dispatch";

/** What a dispatch was decided from, as it was kept: the order, whose turn it was, who was passed over and why. */
export function DecisionView({ decision }: { decision: DispatchDecision }) {
  const nameOf = (id: string) => {
    const unit = decision.units.find((each) => each.id === id);
    return unit ? `${unit.code} ${unit.name}` : id;
  };
  const { input, outcome, refusal } = decision;
  const turn = input.queue[input.cursor];
  return (
    <Disclosure summary="派案依據">
      <div className="stack-s small">
        <p>
          {formatRocDate(decision.on)} 輪派名單共 {input.queue.length} 家
          {turn && input.choice === null ? `，自「${nameOf(turn.unit)}」起算` : ""}。
        </p>
        {input.choice && <p>案家指定：{nameOf(input.choice)}</p>}
        {decision.deviation && outcome && (
          <p>依輪序原應派予 {nameOf(outcome.unit)}，改依人工調整理由派案。</p>
        )}
        {outcome && outcome.skipped.length > 0 && (
          <ul className="list-disc ps-5">
            {outcome.skipped.map((skip) => (
              <li key={skip.unit}>
                {nameOf(skip.unit)}略過：{skipReasonLabel(skip.reason)}
              </li>
            ))}
          </ul>
        )}
        {refusal && <p>{refusal.message}</p>}
        {outcome && <p>依據：{outcome.citations.map(citationText).join("、")}</p>}
      </div>
    </Disclosure>
  );
}
