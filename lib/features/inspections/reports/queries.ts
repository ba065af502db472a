import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { InspectionAnswer } from "@/prisma/generated/client";
import type { ChecklistTemplate, Item, Question } from "../templates/types";
import type { ReportParams } from "./schema";
import type { UnitOfReport } from "./types";

/** A signed inspection with its form as it was signed. */
export interface Signed {
  id: string;
  number: string;
  unit: UnitOfReport;
  visitedOn: PlainDate;
  template: ChecklistTemplate;
  answers: InspectionAnswer[];
}

type Span = Pick<ReportParams, "form" | "from" | "to" | "unit">;

/** The signed inspections of a form in a span of days, with their answers; for who reads the city's inspections. */
export async function signedIn(tx: Tx, actor: Actor, { form, from, to, unit }: Span): Promise<Signed[]> {
  const rows = await tx.inspection.findMany({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, state: "signed", template: { formKey: form } },
      visitedOn: { gte: toDbDate(from), lte: toDbDate(to) },
      ...(unit ? { unitId: unit } : {}),
    },
    include: {
      unit: { select: { id: true, code: true, name: true } },
      answers: true,
    },
    orderBy: [{ visitedOn: "asc" }, { number: "asc" }],
  });
  const templates = await tx.checklistTemplate.findMany({
    where: {
      jurisdictionId: actor.jurisdictionId,
      id: { in: [...new Set(rows.map((row) => row.templateId))] },
    },
    select: { id: true, content: true },
  });
  const contents = new Map(templates.map(({ id, content }) => [id, content as unknown as ChecklistTemplate]));
  return rows.flatMap(({ id, number, unit: of, visitedOn, templateId, answers }) => {
    const template = contents.get(templateId);
    return template && visitedOn
      ? [{ id, number, unit: of, visitedOn: fromDbDate(visitedOn), template, answers }]
      : [];
  });
}

export interface ItemPlace {
  item: Item;
  section: string;
}

/** Every item of the forms of these inspections once, the newest form's words and order first. */
export function itemsIn(signed: readonly Signed[]): ItemPlace[] {
  const known = new Map<string, ItemPlace>();
  for (const { template } of [...signed].reverse()) {
    for (const section of template.sections)
      for (const item of section.items)
        if (!known.has(item.key)) known.set(item.key, { item, section: section.label });
  }
  return [...known.values()];
}

/** An item in the form that an inspection was signed with. */
export function itemOf({ template }: Signed, itemKey: string): Item | undefined {
  return template.sections.flatMap(({ items }) => items).find(({ key }) => key === itemKey);
}

/** The questions of an item that are answered by a box. */
export function boxesOf(item: Item): Question[] {
  return item.questions.filter(({ answers }) => answers.length > 0);
}

/** What was answered to a question, as the values of its boxes. */
export function chosen(answer: InspectionAnswer, question: Question): string[] {
  const value = (answer.value as Record<string, unknown>)[question.key];
  return [value ?? []].flat().filter((each): each is string => typeof each === "string");
}

/** Whether one of these values is a finding by the form's own rules. */
export function isFinding(question: Question, values: readonly string[]): boolean {
  return question.findings.some(
    ({ level, answers }) => level !== "advice" && values.some((value) => answers.includes(value)),
  );
}
