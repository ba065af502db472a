import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { NameState } from "@/prisma/generated/enums";

interface Context {
  tx: Tx;
  actor: Actor;
  now: Date;
  importId: string;
}

const STATE_OF_KIND: Record<string, NameState> = {
  completed: "repaired",
  "look-alike corrected": "repaired",
  reconstructed: "repaired",
  inferred: "inferred",
  doubtful: "doubtful",
  damaged: "damaged",
};

/** From the best to the worst; several notes on one name leave it in the worst of their states. */
const BY_GRAVITY: readonly NameState[] = ["as_printed", "repaired", "inferred", "doubtful", "damaged"];

/**
 * Ties every note to the listing that it speaks of and gives the units the state that their names have by it. Runs
 * after units and after notes were imported, so that their order makes no difference. A name that an official
 * corrected keeps its state, and a note says nothing of a unit that bears another name. Returns how many units changed.
 */
export async function linkNotes({ tx, actor, now, importId }: Context): Promise<number> {
  const { jurisdictionId } = actor;
  const listings = await readListings(tx, jurisdictionId);
  const worst = new Map<string, NameState>();
  for (const note of await readNotes(tx, jurisdictionId)) {
    const listing = listingOf(note, listings);
    if ((listing?.id ?? null) !== note.listingId)
      await tx.nameNote.update({ where: { id: note.id }, data: { listingId: listing?.id ?? null } });
    if (listing && listing.unit.nameFolded === listing.printedFolded)
      worst.set(listing.unitId, worse(worst.get(listing.unitId), STATE_OF_KIND[note.kind]));
  }
  const units = await tx.unit.findMany({
    where: { jurisdictionId, source: "registry", nameState: { not: "corrected" } },
    select: { id: true, name: true, nameState: true },
    orderBy: { code: "asc" },
  });
  const stale = units.filter((unit) => unit.nameState !== (worst.get(unit.id) ?? "as_printed"));
  for (const unit of stale) {
    const nameState = worst.get(unit.id) ?? "as_printed";
    await tx.unit.update({ where: { id: unit.id }, data: { nameState, version: { increment: 1 } } });
    await audit(tx, actor, now, {
      action: "unit.name_marked",
      subject: { kind: "unit", id: unit.id },
      unitId: unit.id,
      detail: { importId, name: unit.name, from: unit.nameState, to: nameState },
    });
  }
  return stale.length;
}

function worse(one: NameState = "as_printed", other: NameState = "as_printed"): NameState {
  return BY_GRAVITY.indexOf(other) > BY_GRAVITY.indexOf(one) ? other : one;
}

async function readNotes(tx: Tx, jurisdictionId: string) {
  return tx.nameNote.findMany({
    where: { jurisdictionId, district: { not: null }, tier: { not: null }, service: { not: null } },
    orderBy: [{ file: "asc" }, { sourceLine: "asc" }, { textInSource: "asc" }],
  });
}

async function readListings(tx: Tx, jurisdictionId: string) {
  const rows = await tx.listing.findMany({
    where: { jurisdictionId, source: "registry" },
    select: {
      id: true,
      unitId: true,
      tier: true,
      service: true,
      districtId: true,
      printedFolded: true,
      sourceLine: true,
      state: true,
      unit: { select: { nameFolded: true, district: { select: { name: true } } } },
    },
    orderBy: { occurrence: "asc" },
  });
  const index = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = noteKey(row.unit.district.name, row.tier, row.service, row.printedFolded);
    index.set(key, [...(index.get(key) ?? []), row]);
  }
  return index;
}

type Listings = Awaited<ReturnType<typeof readListings>>;
type Note = Awaited<ReturnType<typeof readNotes>>[number];

/** The listing printed at the note's line, else the one listed now, else any of that name. */
function listingOf(note: Note, listings: Listings) {
  const names = [note.reading, note.textInSource].filter((name) => name !== null);
  const found = names.flatMap(
    (name) =>
      listings.get(noteKey(note.district ?? "", note.tier ?? "", note.service ?? "", foldText(name))) ?? [],
  );
  return (
    found.find((listing) => listing.sourceLine === note.sourceLine) ??
    found.find((listing) => listing.state === "listed") ??
    found[0]
  );
}

function noteKey(district: string, tier: string, service: string, folded: string): string {
  return `${district}|${tier}|${service}|${folded}`;
}
