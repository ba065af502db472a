import { findingById } from "@/lib/features/inspections/findings/queries";
import { findingsFromAnswers } from "@/lib/features/inspections/findings/service";
import type { FindingDetail } from "@/lib/features/inspections/findings/types";
import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import type { Actor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import { ok, type Refused } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { done } from "./accounts";
import { noonOf } from "./dispatch";
import { ownerSql, type TestUnit } from "./fixtures";
import { anInspection, type TestInspection } from "./inspections";

// Findings for tests, opened by the product's own service from the answers of an inspection that is signed.

export interface FindingGiven {
  /** Items of the form that were found wanting. */
  items?: readonly string[];
  visitedOn?: string;
  correctionDueOn?: string | null;
  note?: string | null;
  template?: TestInspection["template"];
}

/** The first answer of an item's first question that opens a finding. */
function wanting(content: ChecklistTemplate, itemKey: string): Record<string, string> {
  const item = content.sections.flatMap(({ items }) => items).find(({ key }) => key === itemKey);
  for (const { key, findings } of item?.questions ?? []) {
    const answer = findings.find(({ level }) => level === "finding")?.answers.at(-1);
    if (answer) return { [key]: answer };
  }
  throw new Error(`the item ${itemKey} opens no finding`);
}

export interface OpenedFindings {
  inspection: TestInspection;
  /** In the order of the items. */
  ids: string[];
}

/** A signed inspection of a unit, and the findings of the items named (the first of the form, unless told). */
export async function findingsOf(
  officer: Actor,
  unit: TestUnit,
  given: FindingGiven = {},
): Promise<OpenedFindings> {
  const { visitedOn = "2026-10-02", correctionDueOn = null, note = "現場未見相關紀錄。" } = given;
  const inspection = await anInspection(unit, {
    ...{ state: "signed", visitedOn, inspectors: [officer] },
    ...(given.template ? { template: given.template } : {}),
  });
  const { content } = inspection.template;
  const items = given.items ?? [content.sections[0]?.items[0]?.key ?? ""];
  const answers = items.map((itemKey) => ({
    ...{ itemKey, caseId: null, note },
    value: wanting(content, itemKey),
  }));
  const signed = {
    ...{ id: inspection.id, unitId: unit.id, template: content, answers },
    visitedOn: plainDate(visitedOn),
    correctionDueOn: correctionDueOn === null ? null : plainDate(correctionDueOn),
  };
  const opened: { ok: true; data: number } | Refused = await withActor(officer, async (tx) =>
    ok(await findingsFromAnswers(tx, officer, signed, noonOf(visitedOn).now())),
  );
  done(opened);
  const rows = await ownerSql<{ id: string; item_key: string }>(
    "SELECT id, item_key FROM finding WHERE inspection_id = $1",
    [inspection.id],
  );
  const ids = items.flatMap((key) => rows.find((row) => row.item_key === key)?.id ?? []);
  return { inspection, ids };
}

/** A finding as the actor sees it on a day; throws where it is out of sight. */
export async function finding(actor: Actor, id: string, asOf = "2026-10-05"): Promise<FindingDetail> {
  const found = await findingById(actor, id, plainDate(asOf));
  if (!found) throw new Error("this finding is out of sight");
  return found;
}
