import {
  type AnswerOption,
  FINDING_LEVELS,
  type FindingLevel,
  type Question,
  type ResultKind,
} from "../../types";

// What an item asks and what its answers open, as a draft changes it.

/** Why an edit cannot be done, in the words of the screen. */
export class EditFault extends Error {
  constructor(
    message: string,
    readonly field = "_form",
  ) {
    super(message);
    this.name = "EditFault";
  }
}

/** The boxes that a kind of result is printed with. */
export const STANDARD_ANSWERS: Partial<Record<ResultKind, readonly AnswerOption[]>> = {
  three_step: boxes("met 完全符合 partly_met 部分符合 not_met 不符合"),
  two_step: boxes("met 符合 not_met 不符合"),
  two_step_na: boxes("met 符合 not_met 不符合 not_applicable 不適用"),
  yes_no: boxes("yes 是 no 否"),
  yes_no_na: boxes("yes 是 no 否 not_applicable 不適用"),
  five_step: boxes(
    "very_satisfied 非常滿意 satisfied 滿意 fair 普通 dissatisfied 不滿意 very_dissatisfied 非常不滿意",
  ),
  conform_anomaly: boxes("met 符合 anomaly 異常"),
};

/** The kinds that an item can be given on the screen; ratios of counts and lists with blanks come with the printed form. */
export const OFFERED_KINDS = [
  "three_step",
  "two_step",
  "two_step_na",
  "yes_no",
  "yes_no_na",
  "five_step",
  "conform_anomaly",
  "text",
  "count",
  "date",
  "photos",
] as const satisfies readonly ResultKind[];

const USUAL_FINDINGS: Readonly<Record<string, FindingLevel>> = {
  partly_met: "finding",
  not_met: "finding",
  no: "finding",
  anomaly: "incident",
  dissatisfied: "advice",
  very_dissatisfied: "advice",
};

function boxes(text: string): AnswerOption[] {
  const words = text.split(" ");
  return words.flatMap((value, place) => (place % 2 === 0 ? [{ value, label: words[place + 1] ?? "" }] : []));
}

export interface QuestionInput {
  /** Null for one that is added. */
  key: string | null;
  number: string | null;
  label: string | null;
  kind: ResultKind;
  isRequired: boolean;
  /** What an answer opens, and its printed words; answers that are not named stay as they are. */
  answers: { value: string; label: string; level: FindingLevel | null }[];
  isRemoved: boolean;
}

/** The questions of an item as the form asks for them; `standing` are those that it has or had. */
export function newQuestions(
  itemKey: string,
  inputs: readonly QuestionInput[],
  standing: readonly Question[],
): Question[] {
  const used = new Set(standing.map(({ key }) => key));
  const questions = inputs
    .filter(({ isRemoved }) => !isRemoved)
    .map((each) => {
      const was = standing.find(({ key }) => key === each.key);
      if (was) return changedQuestion(was, each);
      let count = 1;
      while (used.has(`${itemKey}_${count}`)) count += 1;
      used.add(`${itemKey}_${count}`);
      return newQuestion(`${itemKey}_${count}`, each);
    });
  if (questions.length === 0) throw new EditFault("項目至少須有一個查核結果。");
  return questions;
}

function newQuestion(key: string, { number, label, kind, isRequired }: QuestionInput): Question {
  const answers = standardAnswers(kind);
  const levels = answers.map(({ value }) => ({ value, level: USUAL_FINDINGS[value] ?? null }));
  const findings = findingsOf(levels);
  return { key, number, label, kind, answers, unit: null, ratio: null, findings, fields: [], isRequired };
}

function standardAnswers(kind: ResultKind): AnswerOption[] {
  return (STANDARD_ANSWERS[kind] ?? []).map((each) => ({ ...each }));
}

function findingsOf(levels: readonly { value: string; level: FindingLevel | null }[]): Question["findings"] {
  return FINDING_LEVELS.flatMap((level) => {
    const answers = levels.filter((each) => each.level === level).map(({ value }) => value);
    return answers.length === 0 ? [] : [{ answers, level }];
  });
}

/** Of another kind it has that kind's boxes and loses the blanks that the old ones opened; else its boxes are reworded. */
function changedQuestion(was: Question, input: QuestionInput): Question {
  const { number, label, kind, isRequired } = input;
  if (kind !== was.kind) return { ...newQuestion(was.key, input), isRequired };
  const answers = was.answers.map((each) => {
    const said = input.answers.find(({ value }) => value === each.value);
    return said ? { value: each.value, label: said.label } : each;
  });
  const levels = was.answers.map(({ value }) => {
    const said = input.answers.find((each) => each.value === value);
    return { value, level: said ? said.level : levelOf(was, value) };
  });
  return { ...was, number, label, isRequired, answers, findings: findingsOf(levels) };
}

/** What an answer opens. */
export function levelOf({ findings }: Question, answer: string): FindingLevel | null {
  return findings.find(({ answers }) => answers.includes(answer))?.level ?? null;
}
