import { pathToFileURL } from "node:url";
import type { Seeded } from "@/prisma/seed/index";
import { inProject } from "./paths";

export type SeedInput = {
  ownerUrl: string;
  demo: boolean;
  registry?: boolean;
  log: (line: string) => void;
};

/** Loads reference data, the registry, and the demo when asked; a second time it changes nothing. */
export async function loadData(input: SeedInput): Promise<Seeded> {
  // Imported late: it needs the generated client, and the settings that the caller has put into the environment.
  const room: typeof import("@/prisma/seed/index") = await import(
    pathToFileURL(inProject("prisma/seed/index.ts")).href
  );
  return room.seed(input);
}
