import { createHash } from "node:crypto";
import type { Tx } from "@/lib/platform/db";
import { type District, indexDistricts } from "../cells/schema";
import type { RawTable } from "../columns/types";
import type { Finding, Judged, Preview } from "../comparison/types";
import { judgeHours } from "../hours-comparison/service";
import { judgeNotes } from "../note-comparison/service";
import { linkNotes } from "../notes/service";
import { compareUnits } from "../unit-comparison/service";
import { writeUnits } from "../unit-writing/service";
import { readRegistry } from "../units/queries";
import { parseUnits } from "../units/schema";

/** Judges a file against the registry as it stands in this transaction; the answer knows how to write itself. */
export async function judgeTable(tx: Tx, jurisdictionId: string, table: RawTable): Promise<Judged> {
  const judged = await judgeKind(tx, jurisdictionId, table);
  const unknown = table.unknownColumns.map(unknownColumn);
  return {
    ...judged,
    doubtful: inFileOrder([...unknown, ...judged.doubtful]),
    wrong: inFileOrder(judged.wrong),
  };
}

function judgeKind(tx: Tx, jurisdictionId: string, table: RawTable): Promise<Judged> {
  if (table.kind === "units") return judgeUnits(tx, jurisdictionId, table);
  if (table.kind === "day_care_hours") return judgeHours(tx, jurisdictionId, table);
  return readDistricts(tx, jurisdictionId).then((districts) =>
    judgeNotes(tx, jurisdictionId, table, districts),
  );
}

async function judgeUnits(tx: Tx, jurisdictionId: string, table: RawTable): Promise<Judged> {
  const registry = await readRegistry(tx, jurisdictionId);
  const parsed = parseUnits(table, indexDistricts(registry.districts));
  const compared = compareUnits(registry, parsed, table.columns);
  const { plan } = compared;
  return {
    added: compared.added,
    changed: compared.changed,
    gone: compared.gone,
    unchanged: compared.unchanged,
    doubtful: [...parsed.doubtful, ...compared.doubtful],
    wrong: parsed.wrong,
    newUnits: plan.units.length,
    newOrganisations: plan.organisations.length,
    standing: compared.listedBefore,
    apply: async (context) => ({
      codes: await writeUnits(context, plan),
      namesMarked: await linkNotes(context),
    }),
  };
}

function readDistricts(tx: Tx, jurisdictionId: string): Promise<District[]> {
  return tx.district.findMany({ where: { jurisdictionId }, select: { id: true, name: true } });
}

function unknownColumn(heading: string): Finding {
  return { line: null, column: heading, reason: "unknown_column", value: heading, name: "" };
}

function inFileOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

/** More of the registry than this going at once needs a person's word. */
const GONE_SHARE = 0.1;

/** What a person is shown of a judgement. */
export function previewOf(judged: Judged, rows: number, notes: readonly string[]): Preview {
  const { added, changed, gone, doubtful, wrong, unchanged, newUnits, newOrganisations } = judged;
  return {
    notes: [...notes],
    counts: {
      rows,
      added: added.length,
      returned: added.filter((entry) => entry.mark === "returned").length,
      changed: changed.length,
      gone: gone.length,
      unchanged,
      doubtful: doubtful.length,
      wrong: wrong.length,
      newUnits,
      newOrganisations,
    },
    added,
    changed,
    gone,
    doubtful,
    wrong,
    goneNeedsConfirmation: gone.length > judged.standing * GONE_SHARE,
    digest: createHash("sha256")
      .update(JSON.stringify([added, changed, gone, wrong]))
      .digest("hex"),
  };
}
