import type { Actor } from "@/lib/platform/actor";
import { readAs, type Tx } from "@/lib/platform/db";
import { addMonths } from "@/lib/rules/plain-date";
import { caseScope, caseWhere } from "../../cases/policy";
import { mayInspect } from "../policy";
import { EVIDENCE_LABELS } from "../templates/labels";
import type { EvidenceKey, Item } from "../templates/types";
import { clocksKept, renewalsKept } from "./clocks/queries";
import { dispatchesSay, referralsFollowed } from "./dispatches/queries";
import { changesMade, monitoringKept } from "./monitoring/queries";
import { plansSay } from "./plans/queries";
import {
  type CaseKey,
  type Evidence,
  type EvidenceByItem,
  type EvidenceInput,
  evidenceOf,
  type Found,
  isCaseKey,
  overCases,
  type Search,
  together,
  UNIT,
} from "./types";
import { referralsOfUnit, unitSays } from "./unit/queries";

/**
 * What the system knows beside each item of a form, with the result that it proposes: for items asked of each case by case, for the
 * others of the whole unit (a form about one case: of that case). A case that the actor may not see is told as such and proposes
 * nothing. Items without evidence have no entry.
 */
export function evidenceFor(actor: Actor, input: EvidenceInput): Promise<EvidenceByItem> {
  if (!mayInspect(actor, "inspection.carry_out")) return Promise.resolve(new Map());
  return readAs(actor, (tx) => evidenceIn(tx, actor, input));
}

/** The same inside a transaction that has begun. */
export async function evidenceIn(tx: Tx, actor: Actor, input: EvidenceInput): Promise<EvidenceByItem> {
  const { jurisdictionId } = actor;
  const { unitId, template, cases, asOf } = input;
  // Of a unit elsewhere nothing is known, which must not read as if it had done nothing.
  if ((await tx.unit.count({ where: { jurisdictionId, id: unitId } })) === 0) return new Map();
  const drawn = await seen(tx, actor, { id: { in: [...cases] } });
  const isAboutCase = template.subject.startsWith("case_");
  const search = { jurisdictionId, unitId, asOf, from: addMonths(asOf, -12) };
  const items = template.sections
    .flatMap((section) => section.items)
    .filter(({ evidence }) => evidence.length > 0);
  const ofUnit =
    items.some((item) => !item.isPerCase && item.evidence.some(isCaseKey)) && !isAboutCase
      ? await seen(tx, actor, { aUnitId: unitId, status: { in: ["assigned", "in_service"] } })
      : [];
  const facts = new Facts(tx, search);
  const found: EvidenceByItem = new Map();
  for (const item of items) {
    const byCase = new Map<string, Evidence>();
    if (item.isPerCase) {
      for (const caseId of cases)
        byCase.set(caseId, evidenceOf(template, item, await ofCase(facts, item, caseId, drawn)));
    } else {
      const parts: Found[] = [];
      for (const key of item.evidence)
        parts.push(await ofWhole(facts, key, isAboutCase ? drawn : ofUnit, isAboutCase));
      byCase.set(UNIT, evidenceOf(template, item, together(parts)));
    }
    found.set(item.key, byCase);
  }
  return found;
}

interface SeenCase {
  id: string;
  number: string;
}

/** Which of these cases the actor sees. */
async function seen(
  tx: Tx,
  actor: Actor,
  where: Parameters<Tx["caseFile"]["findMany"]>[0] extends { where?: infer Where } | undefined
    ? Where
    : never,
): Promise<SeenCase[]> {
  const scope = caseScope(actor);
  if (!scope) return [];
  return tx.caseFile.findMany({
    where: { AND: [caseWhere(scope), where ?? {}] },
    select: { id: true, number: true },
    orderBy: { number: "asc" },
  });
}

async function ofCase(facts: Facts, item: Item, caseId: string, drawn: readonly SeenCase[]): Promise<Found> {
  if (!drawn.some(({ id }) => id === caseId))
    return { verdict: null, why: "個案不在您負責的行政區，系統不提出建議。", rows: [] };
  const parts: Found[] = [];
  const ids = drawn.map(({ id }) => id);
  for (const key of item.evidence) {
    parts.push(
      isCaseKey(key)
        ? ((await facts.ofCases(key, ids)).get(caseId) ?? unknown(key))
        : await facts.ofUnit(key),
    );
  }
  return together(parts);
}

async function ofWhole(
  facts: Facts,
  key: EvidenceKey,
  cases: readonly SeenCase[],
  isAboutCase: boolean,
): Promise<Found> {
  if (!isCaseKey(key)) return facts.ofUnit(key);
  if (key === "outward_referrals" && !isAboutCase) return facts.referralsOfUnit();
  const byCase = await facts.ofCases(
    key,
    cases.map(({ id }) => id),
  );
  const [only] = cases;
  if (isAboutCase)
    return (
      (only && byCase.get(only.id)) ?? {
        verdict: null,
        why: "個案不在您負責的行政區，系統不提出建議。",
        rows: [],
      }
    );
  return overCases(
    cases.map(({ id, number }) => ({ number, found: byCase.get(id) ?? unknown(key) })),
    EVIDENCE_LABELS[key],
  );
}

function unknown(key: EvidenceKey): Found {
  return { verdict: null, why: `${EVIDENCE_LABELS[key]}：系統沒有紀錄。`, rows: [] };
}

const CLOCKS: Partial<Record<CaseKey, "plan" | "referral" | "first_service">> = {
  plan_clock: "plan",
  referral_clock: "referral",
  first_service_clock: "first_service",
};

/** Reads each kind of fact once for one set of cases. */
class Facts {
  readonly #cases = new Map<string, Map<string, Found>>();
  readonly #unit = new Map<string, Found>();

  constructor(
    readonly tx: Tx,
    readonly search: Omit<Search, "caseIds">,
  ) {}

  async ofCases(key: CaseKey, caseIds: readonly string[]): Promise<Map<string, Found>> {
    const name = `${key} ${caseIds.length} ${caseIds[0] ?? ""}`;
    const known = this.#cases.get(name);
    if (known) return known;
    const found = await this.#read(key, { ...this.search, caseIds });
    this.#cases.set(name, found);
    return found;
  }

  async ofUnit(key: Parameters<typeof unitSays>[2]): Promise<Found> {
    const known = this.#unit.get(key) ?? (await unitSays(this.tx, { ...this.search, caseIds: [] }, key));
    this.#unit.set(key, known);
    return known;
  }

  referralsOfUnit(): Promise<Found> {
    return referralsOfUnit(this.tx, { ...this.search, caseIds: [] });
  }

  #read(key: CaseKey, search: Search): Promise<Map<string, Found>> {
    const { tx } = this;
    const clock = CLOCKS[key];
    if (clock) return clocksKept(tx, search, clock);
    switch (key) {
      case "plan_renewal":
        return renewalsKept(tx, search);
      case "monitoring_months":
        return monitoringKept(tx, search);
      case "plan_changes":
        return changesMade(tx, search);
      case "outward_referrals":
        return referralsFollowed(tx, search);
      case "rotation_followed":
      case "zone_followed":
      case "dispatch_reasons":
      case "related_party":
        return dispatchesSay(tx, search, key);
      case "plan_documents":
      case "service_diversity":
      case "quota_allocated":
      case "problems_answered":
      case "goals_written":
      case "plan_items":
        return plansSay(tx, search, key);
      default:
        throw new Error(`no evidence is read for ${key}`);
    }
  }
}
