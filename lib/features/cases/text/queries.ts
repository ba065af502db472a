import { foldText } from "@/lib/platform/fold-text";
import { Prisma } from "@/prisma/generated/client";
import type { CaseFileWhereInput } from "@/prisma/generated/models/CaseFile";

/**
 * What a search text asks of a case file under an alias: a number by its beginning, else a part of the client's name, which the
 * database keeps beside the file.
 */
export function caseTextCondition(alias: "f" | "x", text: string): Prisma.Sql {
  const of = Prisma.raw(alias);
  const number = numberBeginning(text);
  // As a span, which may be looked up in the index before row-level security has spoken; a pattern may not.
  if (number) return Prisma.sql`(${of}.number >= ${number} AND ${of}.number < ${`${number}~`})`;
  return Prisma.sql`${of}.name_folded LIKE ${containing(text)}`;
}

/** The same as a condition of Prisma's. */
export function caseTextWhere(text: string): CaseFileWhereInput {
  const number = numberBeginning(text);
  if (number) return { number: { gte: number, lt: `${number}~` } };
  return { nameFolded: { contains: foldText(text).replace(/[\\%_]/g, "\\$&") } };
}

/** The beginning of a case number as it is kept, when the text is one. */
export function numberBeginning(text: string): string | null {
  const folded = foldText(text);
  return /^c\d{1,7}$/.test(folded) ? folded.toUpperCase() : null;
}

/** A pattern that finds a text anywhere in a folded column, its own signs taken as they are. */
export function containing(text: string): string {
  return `%${foldText(text).replace(/[\\%_]/g, "\\$&")}%`;
}
