"use client";

import { TextArea } from "@/components/forms/text-area";
import { StatusTag } from "@/components/ui/status-tag";
import { MAX_NOTE } from "@/lib/features/care-plans/schema";
import type { PlanProblem } from "@/lib/features/care-plans/types";

type ProblemNotesProps = {
  problems: readonly PlanProblem[];
  notes: Readonly<Record<string, string>>;
  answered: ReadonlySet<string>;
};

/** The problems of the newest assessment; each is answered by an item or by a note here. */
export function ProblemNotes({ problems, notes, answered }: ProblemNotesProps) {
  if (problems.length === 0) return <p className="muted">最近一次評估沒有登錄照顧問題。</p>;
  return (
    <ol className="plan-problems">
      {problems.map(({ id, text }, place) => (
        <li key={id}>
          <p className="split">
            <strong>
              {place + 1}. {text}
            </strong>
            <StatusTag tone={answered.has(id) ? "good" : "warn"}>
              {answered.has(id) ? "已回應" : "未回應"}
            </StatusTag>
          </p>
          <TextArea
            name={`note-${id}`}
            label={`「${text}」不以服務回應時之說明`}
            labelHidden
            rows={2}
            maxLength={MAX_NOTE}
            defaultValue={notes[id]}
            width="full"
          />
        </li>
      ))}
    </ol>
  );
}
