"use client";

import { useState } from "react";
import { DateField } from "@/components/forms/date-field";
import { SelectField } from "@/components/forms/select-field";
import { Why } from "@/components/today/why";
import { FilterBar } from "@/components/ui/filter-bar";
import { Notice } from "@/components/ui/notice";
import { formatRocDate, parseDateInput } from "@/lib/platform/roc-date";
import { RuleError } from "@/lib/rules/errors";
import type { Outcome, Step } from "@/lib/rules/outcome";
import type { RuleSet } from "@/lib/rules/parameter";
import type { Clock } from "@/lib/rules/parameters/timeliness";
import type { PlainDate } from "@/lib/rules/plain-date";
import { deadline } from "@/lib/rules/timeliness";
import type { DayOff } from "@/lib/rules/working-days";

type CalculatorProps = {
  rules: RuleSet;
  clocks: readonly { value: Clock; label: string }[];
  closures: readonly PlainDate[];
  clock: Clock;
  /** As it was typed: a ROC date. */
  startedOn: string;
};

type Answer = { outcome: Outcome<{ dueOn: PlainDate }> } | { problem: string };

/** Chooses a clock and a start and says when it ends: in the browser while one types, by a GET form without JavaScript. */
export function DeadlineCalculator({ rules, clocks, closures, ...first }: CalculatorProps) {
  const [clock, setClock] = useState(first.clock);
  const [typed, setTyped] = useState(first.startedOn);
  const label = clocks.find(({ value }) => value === clock)?.label ?? "";
  const follow = ({ name, value }: { name: string; value: string }) => {
    if (name === "startedOn") setTyped(value);
    const known = clocks.find((each) => each.value === value);
    if (name === "clock" && known) setClock(known.value);
  };
  return (
    <>
      <div
        onChange={({ target }) => follow(target as HTMLInputElement | HTMLSelectElement)}
        onInput={({ target }) => follow(target as HTMLInputElement | HTMLSelectElement)}
      >
        <FilterBar action="/deadlines" submitLabel="試算" label="期限試算">
          <SelectField name="clock" label="時效" options={clocks} defaultValue={first.clock} width="l" />
          <DateField
            name="startedOn"
            label="起算日"
            required
            defaultValue={first.startedOn}
            hint="月報類填該月任一日。"
          />
        </FilterBar>
      </div>
      <Result label={label} answer={answerOf(rules, clock, typed, closures)} />
    </>
  );
}

function answerOf(rules: RuleSet, clock: Clock, typed: string, closures: readonly PlainDate[]): Answer {
  const startedOn = parseDateInput(typed);
  if (!startedOn) return { problem: "請填起算日，例如 114/03/05。" };
  try {
    return { outcome: deadline(rules, { clock, startedOn, closures }).toJSON() };
  } catch (error) {
    if (error instanceof RuleError) return { problem: `${error.message}。` };
    throw error;
  }
}

function Result({ label, answer }: { label: string; answer: Answer }) {
  return (
    <section aria-live="polite" className="stack">
      {"problem" in answer ? (
        <Notice tone="warn" title="無法試算">
          {answer.problem}
        </Notice>
      ) : (
        <Due label={label} outcome={answer.outcome} />
      )}
    </section>
  );
}

function Due({ label, outcome }: { label: string; outcome: Outcome<{ dueOn: PlainDate }> }) {
  const skipped = outcome.steps.flatMap(daysOf);
  return (
    <>
      <Notice tone="info" title={`${label}：期限為 ${formatRocDate(outcome.dueOn)}`}>
        {skipped.length === 0 ? (
          <p>期間內沒有不計入或順延的放假日。</p>
        ) : (
          <ul>
            {skipped.map((day) => (
              <li key={day.date}>
                <time dateTime={day.date}>{formatRocDate(day.date)}</time>（{day.name}）
              </li>
            ))}
          </ul>
        )}
      </Notice>
      <Why {...outcome} open summary="計算步驟與依據" />
    </>
  );
}

/** The days off that a step passed over. */
function daysOf(step: Step): readonly DayOff[] {
  return Array.isArray(step.days) ? (step.days as readonly DayOff[]) : [];
}
