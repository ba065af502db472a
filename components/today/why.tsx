import { Disclosure } from "@/components/ui/disclosure";
import { withRocDates } from "@/lib/features/registry/closures/labels";
import { type Citation, citationText } from "@/lib/rules/citations";
import type { Assumption, Step } from "@/lib/rules/outcome";

type WhyProps = {
  steps: readonly Step[];
  citations: readonly Citation[];
  assumptions: readonly Assumption[];
  open?: boolean;
  summary?: string;
};

/** Why a date or a state is what it is: the rule's own steps, what it assumes, and where it is written. */
export function Why({ steps, citations, assumptions, open, summary = "為什麼" }: WhyProps) {
  return (
    <Disclosure summary={summary} open={open}>
      <div className="stack-s small">
        <ol className="list-decimal ps-5">
          {steps.map((step) => (
            <li key={`${step.code} ${step.text}`}>{withRocDates(step.text)}</li>
          ))}
        </ol>
        <p>
          <strong>依據：</strong>
          {citations.map(citationText).join("、")}
        </p>
        {assumptions.length > 0 && (
          <p>
            <strong>假設：</strong>
            {assumptions.map((assumption) => withRocDates(assumption.text)).join("；")}
          </p>
        )}
      </div>
    </Disclosure>
  );
}
