import { readFileSync } from "node:fs";
import path from "node:path";
import { getDraft } from "@/lib/features/coverage/tables/drafts/queries";
import { previewTables } from "@/lib/features/coverage/tables/drafts/service";
import type { Actor } from "@/lib/platform/actor";

// Files of plan tables for tests: those of the reference data, altered by a word or a cell.

const FOLDER = path.resolve(import.meta.dirname, "../../prisma/reference-data/taichung-114-plan");

/** A table of the reference data as text, with words replaced; a word that is not there is a mistake of the test. */
export function planCsv(tableKey: string, ...changes: readonly [from: string, to: string][]): string {
  let text = readFileSync(path.join(FOLDER, `${tableKey}.csv`), "utf8");
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${tableKey} does not hold ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

export const csvFile = (fileName: string, content: string | Uint8Array) => ({
  fileName,
  bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
});

/** Uploads tables and reads the draft back with its preview. */
export async function aDraft(
  actor: Actor,
  files: readonly { fileName: string; bytes: Uint8Array }[],
  planYear = 114,
) {
  const kept = await previewTables(actor, { planYear, files });
  if (!kept.ok) throw new Error(`${kept.code}: ${kept.message}`);
  const draft = await getDraft(actor, kept.data.id);
  if (!draft?.preview) throw new Error("the draft was not kept");
  return { ...draft, preview: draft.preview };
}
