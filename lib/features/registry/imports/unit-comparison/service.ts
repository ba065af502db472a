import { v7 as uuid } from "uuid";
import { foldText } from "@/lib/platform/fold-text";
import type { Service, Tier } from "@/prisma/generated/enums";
import type { Entry, EntryMark, Finding } from "../comparison/types";
import { organisationName } from "../names/schema";
import type { ParsedUnits } from "../units/schema";
import type {
  KnownListing,
  KnownUnit,
  NewOrganisation,
  NewUnit,
  Registry,
  UnitPlan,
  UnitRow,
} from "../units/types";
import { differences } from "./schema";

export interface UnitComparison {
  plan: UnitPlan;
  added: Entry[];
  changed: Entry[];
  gone: Entry[];
  unchanged: number;
  doubtful: Finding[];
  /** Listings of the public registry that stand now. */
  listedBefore: number;
}

/**
 * Compares a file's rows with the registry. Nothing is written. A row is a known listing when tier, district, service,
 * folded printed name and occurrence agree; listings that were entered by hand or for the demo are left alone.
 */
export function compareUnits(
  registry: Registry,
  parsed: ParsedUnits,
  columns: readonly string[],
): UnitComparison {
  const comparing = new Comparing(registry, columns);
  for (const row of parsed.rows) comparing.take(row);
  return comparing.finish();
}

class Comparing {
  private readonly known: Map<string, KnownListing>;
  private readonly places: Places;
  private readonly notes: Map<string, { kind: string; about: string }>;
  private readonly seen = new Set<string>();
  private readonly districtNames: Map<string, string>;
  private readonly result: UnitComparison;

  constructor(
    private readonly registry: Registry,
    private readonly columns: readonly string[],
  ) {
    this.known = new Map(
      registry.listings.map((listing) => [listingKey(listing, listing.districtId), listing]),
    );
    this.places = new Places(registry);
    this.notes = indexNotes(registry);
    this.districtNames = new Map(registry.districts.map((district) => [district.id, district.name]));
    const plan = { organisations: [], units: [], listings: [], returned: [], changed: [], gone: [] };
    const listedBefore = registry.listings.filter(isStanding).length;
    this.result = { plan, added: [], changed: [], gone: [], unchanged: 0, doubtful: [], listedBefore };
  }

  take(row: UnitRow): void {
    const key = listingKey({ ...row, printedFolded: row.nameFolded }, row.district.id);
    this.seen.add(key);
    this.doubt(row);
    const listing = this.known.get(key);
    if (!listing) this.add(row);
    else if (listing.source !== "registry") this.leave(row, listing);
    else this.compare(row, listing);
  }

  finish(): UnitComparison {
    const { plan } = this.result;
    const unseen = (listing: KnownListing) => !this.seen.has(listingKey(listing, listing.districtId));
    plan.gone = this.registry.listings.filter((listing) => isStanding(listing) && unseen(listing));
    this.result.gone = plan.gone.map((listing) => ({
      line: null,
      name: listing.printedName,
      district: this.districtNames.get(listing.districtId) ?? "",
      tier: listing.tier,
      service: listing.service,
      mark: null,
      unitId: listing.unitId,
      changes: [],
    }));
    plan.organisations = this.places.newOrganisations;
    plan.units = this.places.newUnits;
    return this.result;
  }

  private add(row: UnitRow): void {
    const place = this.places.of(row);
    this.result.plan.listings.push({ unitId: place.unitId, isNewUnit: place.isNew, row });
    this.result.added.push(entryOf(row, place.mark, place.isNew ? null : place.unitId));
  }

  private leave(row: UnitRow, listing: KnownListing): void {
    this.result.unchanged += 1;
    this.result.doubtful.push(findingOn(row, "kept_by_hand", listing.printedName));
  }

  private compare(row: UnitRow, listing: KnownListing): void {
    const { values, changes } = differences(row, listing, this.columns);
    const returned = listing.state === "gone";
    if (!returned && changes.length === 0) {
      this.result.unchanged += 1;
      return;
    }
    const change = {
      listingId: listing.id,
      unitId: listing.unitId,
      row,
      values,
      changes,
      renameUnit: values.printedName !== listing.printedName && this.places.bearsPrintedName(listing),
    };
    const entry = { ...entryOf(row, returned ? "returned" : null, listing.unitId), changes };
    if (returned) this.result.plan.returned.push(change);
    else this.result.plan.changed.push(change);
    (returned ? this.result.added : this.result.changed).push(entry);
  }

  private doubt(row: UnitRow): void {
    const other = this.places.otherSpelling(row);
    if (other) this.result.doubtful.push(findingOn(row, "other_spelling", other));
    const note = this.notes.get(placeKey(row.tier, row.district.name, row.service, row.nameFolded));
    const reason = note && REASON_OF_NOTE[note.kind];
    if (note && reason) this.result.doubtful.push(findingOn(row, reason, note.about));
  }
}

/** Units and organisations, those that stand and those that the file brings. */
class Places {
  readonly newUnits: NewUnit[] = [];
  readonly newOrganisations: NewOrganisation[] = [];
  private readonly units: Map<string, KnownUnit>;
  private readonly byName = new Map<string, { unitId: string; isNew: boolean }>();
  private readonly organisations: Map<string, { id: string; name: string }>;
  private readonly districtNames: string[];

  constructor(registry: Registry) {
    this.units = new Map(registry.units.map((unit) => [unit.id, unit]));
    for (const unit of registry.units) this.remember(unit.tier, unit.districtId, unit.nameFolded, unit.id);
    // A printed name leads to its unit also after an official corrected the unit's own name.
    for (const listing of registry.listings)
      this.remember(listing.tier, listing.districtId, listing.printedFolded, listing.unitId);
    this.organisations = new Map(registry.organisations.map((each) => [each.nameFolded, each]));
    this.districtNames = registry.districts.map((district) => district.name);
  }

  /** The unit of a row: the one that stands, or a new one with its organisation. */
  of(row: UnitRow): { unitId: string; isNew: boolean; mark: EntryMark } {
    const key = placeKey(row.tier, row.district.id, null, row.nameFolded);
    const found = this.byName.get(key);
    if (found) return { ...found, mark: found.isNew ? "new_unit" : "new_listing" };
    const { id: organisationId, isNew: isNewOrganisation } = this.organisationOf(row);
    const unit: NewUnit = {
      id: uuid(),
      organisationId,
      districtId: row.district.id,
      tier: row.tier,
      name: row.name,
      nameFolded: row.nameFolded,
    };
    this.newUnits.push(unit);
    this.byName.set(key, { unitId: unit.id, isNew: true });
    return { unitId: unit.id, isNew: true, mark: isNewOrganisation ? "new_organisation" : "new_unit" };
  }

  /** How the row's organisation is spelled where it stands already, when only 臺 and 台 or the like differ. */
  otherSpelling(row: UnitRow): string | null {
    const name = organisationName(row.name, row.tier, this.districtNames);
    const standing = this.organisations.get(foldText(name));
    return standing && plain(standing.name) !== plain(name) ? standing.name : null;
  }

  /** Whether the unit's own name is the printed one, not an official's. */
  bearsPrintedName(listing: KnownListing): boolean {
    const unit = this.units.get(listing.unitId);
    return unit?.source === "registry" && unit.nameState !== "corrected" && unit.name === listing.printedName;
  }

  private organisationOf(row: UnitRow): { id: string; isNew: boolean } {
    const name = organisationName(row.name, row.tier, this.districtNames);
    const nameFolded = foldText(name);
    const standing = this.organisations.get(nameFolded);
    if (standing) return { id: standing.id, isNew: false };
    const organisation = { id: uuid(), name, nameFolded };
    this.organisations.set(nameFolded, organisation);
    this.newOrganisations.push(organisation);
    return { id: organisation.id, isNew: true };
  }

  private remember(tier: Tier, districtId: string, nameFolded: string, unitId: string): void {
    let unit = this.units.get(unitId);
    while (unit?.mergedIntoId) unit = this.units.get(unit.mergedIntoId);
    if (unit)
      this.byName.set(placeKey(tier, districtId, null, nameFolded), { unitId: unit.id, isNew: false });
  }
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

function isStanding(listing: KnownListing): boolean {
  return listing.source === "registry" && listing.state === "listed";
}

function listingKey(
  listing: { tier: Tier; service: Service; printedFolded: string; occurrence: number },
  districtId: string,
): string {
  return `${placeKey(listing.tier, districtId, listing.service, listing.printedFolded)}|${listing.occurrence}`;
}

function placeKey(tier: Tier, district: string, service: Service | null, folded: string): string {
  return `${tier}|${district}|${service ?? ""}|${folded}`;
}

const REASON_OF_NOTE: Partial<Record<string, Finding["reason"]>> = {
  damaged: "note_damaged",
  doubtful: "note_doubtful",
  inferred: "note_inferred",
};

/** The notes by the names that they speak of, as printed and as read. */
function indexNotes({ notes }: Registry): Map<string, { kind: string; about: string }> {
  const index = new Map<string, { kind: string; about: string }>();
  for (const { tier, district, service, kind, reading, textInSource, evidence } of notes) {
    if (!tier || !district || !service) continue;
    const about = [reading && reading !== textInSource ? `判讀：${reading}` : "", evidence]
      .filter((part) => part !== "")
      .join("；");
    for (const name of [reading, textInSource])
      if (name !== null) index.set(placeKey(tier, district, service, foldText(name)), { kind, about });
  }
  return index;
}

function entryOf(row: UnitRow, mark: EntryMark, unitId: string | null): Entry {
  const { line, name, tier, service } = row;
  return { line, name, district: row.district.name, tier, service, mark, unitId, changes: [] };
}

function findingOn(row: UnitRow, reason: Finding["reason"], value: string): Finding {
  return { line: row.line, column: "單位名稱", reason, value, name: row.name };
}
