"use client";

import { useId, useState } from "react";
import { FieldFrame, useField } from "@/components/forms/field";
import { useFormMemory } from "@/components/forms/form-context";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";
import {
  MOST_PROBLEMS,
  PROBLEM_CATALOGUE,
  PROBLEM_LENGTH,
  PROBLEM_ROWS,
  problemField,
} from "@/lib/features/cases/assessment/labels";

const ADDED = 5;

/** The list of care problems: rows with the catalogue to choose from and free text. More rows come by a button. */
export function ProblemRows({ problems }: { problems: readonly string[] }) {
  const [added, setAdded] = useState(0);
  const memory = useFormMemory();
  const hydrated = useHydrated();
  const catalogue = useId();
  const rows = Math.min(
    Math.max(PROBLEM_ROWS, problems.length, lastKept(memory?.values)) + added,
    MOST_PROBLEMS,
  );
  return (
    <fieldset className="field-set stack-s">
      <legend className="field-label">照顧問題清單</legend>
      <p className="field-hint">可由清單選取或自行填寫；第 2 級以上至少一項。</p>
      <datalist id={catalogue}>
        {PROBLEM_CATALOGUE.map((problem) => (
          <option key={problem} value={problem} />
        ))}
      </datalist>
      <div className="columns-2">
        {Array.from({ length: rows }, (_, place) => place + 1).map((row) => (
          <ProblemRow key={row} row={row} catalogue={catalogue} problem={problems[row - 1]} />
        ))}
      </div>
      {hydrated && rows < MOST_PROBLEMS && (
        <p>
          <Button type="button" variant="quiet" icon="plus" onClick={() => setAdded(added + ADDED)}>
            增加 {ADDED} 列
          </Button>
        </p>
      )}
    </fieldset>
  );
}

type ProblemRowProps = { row: number; catalogue: string; problem?: string };

function ProblemRow({ row, catalogue, problem }: ProblemRowProps) {
  const props = { name: problemField(row), label: `問題 ${row}` };
  const field = useField(props);
  return (
    <FieldFrame props={props} field={field}>
      <input
        className="input"
        {...field.control}
        type="text"
        list={catalogue}
        maxLength={PROBLEM_LENGTH}
        autoComplete="off"
        defaultValue={field.kept ?? problem ?? ""}
      />
    </FieldFrame>
  );
}

/** The last row in which something was typed before a refusal. */
function lastKept(values: Record<string, string> | undefined): number {
  const rows = Array.from({ length: MOST_PROBLEMS }, (_, place) => place + 1);
  return Math.max(0, ...rows.filter((row) => values?.[problemField(row)]));
}
