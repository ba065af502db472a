import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inProject } from "./paths";

export type DemoAccount = { city: string; role: string; login: string; password: string };
export type SeedInput = { ownerUrl: string; appUrl: string; demo: boolean; log: (line: string) => void };

type Seed = (input: SeedInput) => Promise<{ accounts: DemoAccount[] }>;

/** Loads reference data, and the demo when asked; a second time it changes nothing. */
export async function loadData(input: SeedInput): Promise<DemoAccount[]> {
  const file = inProject("prisma/seed/index.ts");
  if (!existsSync(file)) return [];
  // Imported late: it needs the generated client, and the settings that the caller has put into the environment.
  const room: unknown = await import(pathToFileURL(file).href);
  if (!hasSeed(room)) throw new Error("prisma/seed/index.ts exports no function `seed`");
  return (await room.seed(input)).accounts;
}

function hasSeed(room: unknown): room is { seed: Seed } {
  return typeof room === "object" && room !== null && "seed" in room && typeof room.seed === "function";
}
