import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import type { Prisma } from "@/prisma/generated/client";
import { letterScope } from "./policy";
import type { LetterListParams } from "./schema";
import type { KeptLetter, LetterDetail, LetterRow } from "./types";

const UNIT = { unit: { select: { id: true, code: true, name: true } } } as const;
type Loaded = Prisma.LetterGetPayload<{ include: typeof UNIT }>;

function toRow(row: Loaded): LetterRow {
  const { id, number, kind, unit, findingId, violationId, measureId } = row;
  const { subject, deadline } = row.content as unknown as KeptLetter;
  return {
    ...{ id, number, kind, unit, subject, deadline },
    issuedOn: fromDbDate(row.issuedOn),
    arrivedOn: fromDbDate(row.arrivedOn),
    about: { findingId, violationId, measureId },
  };
}

/** The letters that the actor sees and the filters leave, a page of them. */
export async function listLetters(
  actor: Actor,
  params: LetterListParams,
): Promise<{ rows: LetterRow[]; total: number }> {
  const scope = letterScope(actor);
  if (!scope) return { rows: [], total: 0 };
  const { q, kind, arrival, unit, sort, dir, page, size } = params;
  const wanted: Prisma.LetterWhereInput[] = [scope];
  if (kind) wanted.push({ kind });
  if (unit) wanted.push({ unitId: unit });
  if (arrival) wanted.push({ arrivedOn: arrival === "open" ? null : { not: null } });
  if (q) {
    wanted.push({
      OR: [
        { number: { contains: q } },
        { unit: { nameFolded: { contains: foldText(q) } } },
        { unit: { code: { startsWith: q.toUpperCase() } } },
      ],
    });
  }
  const where = { AND: wanted };
  return readAs(actor, async (tx) => {
    const rows = await tx.letter.findMany({
      where,
      include: UNIT,
      orderBy: [sort === "unit" ? { unit: { name: dir } } : { [sort]: dir }, { number: "desc" }],
      skip: (page - 1) * size,
      take: size,
    });
    return { rows: rows.map(toRow), total: await tx.letter.count({ where }) };
  });
}

/** One letter with what it says; null where the actor does not see it. */
export async function letterById(actor: Actor, id: string): Promise<LetterDetail | null> {
  const scope = letterScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.letter.findFirst({ where: { AND: [scope, { id }] }, include: UNIT });
    if (!row) return null;
    const { size, sha256 } = row;
    return { ...toRow(row), content: row.content as unknown as KeptLetter, size, sha256 };
  });
}

/** The letters about a finding, a violation or a measure, oldest first. */
export async function lettersAbout(
  actor: Actor,
  about: { findingId: string } | { violationId: string } | { measureId: string },
): Promise<LetterRow[]> {
  const scope = letterScope(actor);
  if (!scope) return [];
  const subject: Prisma.LetterWhereInput =
    "findingId" in about
      ? {
          OR: [about, { content: { path: ["findings"], array_contains: [{ id: about.findingId }] } }],
        }
      : about;
  return readAs(actor, async (tx) => {
    const rows = await tx.letter.findMany({
      where: { AND: [scope, subject] },
      include: UNIT,
      orderBy: [{ issuedOn: "asc" }, { number: "asc" }],
    });
    return rows.map(toRow);
  });
}
