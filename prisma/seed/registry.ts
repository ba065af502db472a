import { readFile } from "node:fs/promises";
import path from "node:path";
import { importReferenceFile } from "@/lib/features/registry/imports/service";
import { systemActor } from "@/lib/platform/actor";

const FOLDER = path.resolve(import.meta.dirname, "..", "reference-data", "taichung-114");

/** Order is no matter of correctness (notes find their listings whenever they come), only of fewer doubts on the way. */
const FILES = [
  { kind: "units", fileName: "units.csv" },
  { kind: "name_notes", fileName: "name_notes.csv" },
  { kind: "day_care_hours", fileName: "day_care_hours.csv" },
] as const;

/** Taichung's public registry, through the same preview and apply that an administrator uses in the browser. */
export async function seedRegistry(log: (line: string) => void): Promise<void> {
  for (const { kind, fileName } of FILES) {
    const bytes = new Uint8Array(await readFile(path.join(FOLDER, fileName)));
    const imported = await importReferenceFile(systemActor("taichung"), { kind, fileName, bytes });
    if (!imported.ok) throw new Error(`${fileName}: ${imported.code} ${imported.message}`);
    if (imported.data.state === "applied") log(`載入臺中市清冊 ${fileName} · imported ${fileName}`);
  }
}
