import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { evidenceIn } from "../../../evidence/queries";
import { type Evidence, UNIT } from "../../../evidence/types";
import { mayInspect } from "../../../policy";
import type { ChecklistTemplate } from "../../../templates/types";
import { partId } from "../../form/types";

interface Asked {
  unitId: string;
  /** Of a form about a home: the case whose home it is. */
  caseId: string | null;
  template: ChecklistTemplate;
  caseIds: readonly string[];
  asOf: PlainDate;
}

/** What the system proposes beside the parts of a form, by the name of the part. */
export async function proposalsIn(
  tx: Tx,
  actor: Actor,
  { unitId, caseId, template, caseIds, asOf }: Asked,
): Promise<Record<string, Evidence>> {
  const cases = caseId === null ? caseIds : [caseId];
  const found = await evidenceIn(tx, actor, { unitId, template, cases, asOf });
  return Object.fromEntries(
    [...found].flatMap(([itemKey, byCase]) =>
      [...byCase].map(([key, evidence]) => [partId(itemKey, key === UNIT ? null : key), evidence]),
    ),
  );
}

/** The same as a read of its own, for the page of the form. */
export async function proposalsFor(actor: Actor, asked: Asked): Promise<Record<string, Evidence>> {
  return mayInspect(actor, "inspection.carry_out")
    ? readAs(actor, (tx) => proposalsIn(tx, actor, asked))
    : {};
}

/** A form with these items alone, for what is proposed beside them. */
export function onlyItems(template: ChecklistTemplate, keys: ReadonlySet<string>): ChecklistTemplate {
  return {
    ...template,
    sections: template.sections.map((section) => ({
      ...section,
      items: section.items.filter(({ key }) => keys.has(key)),
    })),
  };
}
