"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { answerText, readPart } from "@/lib/features/inspections/visits/form/schema";
import type { FormPart, RawPart } from "@/lib/features/inspections/visits/form/types";
import type { PartState } from "./form-state";

type ConflictChoiceProps = {
  part: FormPart;
  state: PartState;
  onMine: () => void;
  onTheirs: () => void;
};

/** Two answers to one item, side by side in words; the inspector chooses, and the other stays in the history. */
export function ConflictChoice({ part, state, onMine, onTheirs }: ConflictChoiceProps) {
  if (!state.theirs) return null;
  return (
    <div className="visit-conflict" role="alert">
      <p>
        <Icon name="warn" size={16} />
        <strong>
          {state.theirs.by} 已於 {state.theirs.at} 填寫本項，與您填的不同：
        </strong>
      </p>
      <dl className="visit-both">
        <div>
          <dt>{state.theirs.by}</dt>
          <dd>{wordsOf(part, state.theirs.raw)}</dd>
        </div>
        <div>
          <dt>您</dt>
          <dd>{wordsOf(part, state.raw)}</dd>
        </div>
      </dl>
      <div className="cluster">
        <Button type="button" onClick={onTheirs}>
          採用對方所填
        </Button>
        <Button type="button" onClick={onMine}>
          以我填的為準
        </Button>
      </div>
    </div>
  );
}

/** A part in words, blank after blank. */
export function wordsOf(part: FormPart, raw: RawPart): string {
  const { value } = readPart(part, raw);
  const told = part.blanks
    .map((blank) => ({ blank, text: answerText(blank, value[blank.key]) }))
    .filter(({ text }) => text !== "")
    .map(({ blank, text }) => (blank.label ? `${blank.label}：${text}` : text));
  return told.join("；") || "（未填）";
}
