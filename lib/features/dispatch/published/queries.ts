import { toDbDate } from "@/lib/platform/clock";
import { type Tx, withCaller } from "@/lib/platform/db";
import { isRuleSet } from "@/lib/rules/parameter";
import { firstDayOf, isMonth } from "../monthly-tables/schema";
import type { Month } from "../monthly-tables/types";
import type { PublishedContent, PublishedUnit } from "./types";

/** Whether a city publishes here. */
export function isPublishingCity(city: string): boolean {
  return isRuleSet(city) && city !== "tw";
}

/** Reads as a visitor without an account, who is nobody in a city; this room reads no table but the published one. */
async function readAsVisitor<T>(city: string, read: (tx: Tx) => Promise<T>): Promise<T | null> {
  if (!isPublishingCity(city)) return null;
  const answer = await withCaller({ role: "public", jurisdiction: city }, async (tx) => ({
    read: await read(tx),
  }));
  return "read" in answer ? answer.read : null;
}

/** The A units of a city that have published, by code, with their months; null where there is no such city. */
export function publishedUnits(city: string): Promise<PublishedUnit[] | null> {
  return readAsVisitor(city, async (tx) => {
    // The name is the newest one published; the content itself is left where it is.
    const rows = await tx.$queryRaw<{ code: string; name: string; months: Month[] }[]>`
      SELECT content #>> '{unit,code}' AS code,
             (array_agg(content #>> '{unit,name}' ORDER BY month DESC))[1] AS name,
             array_agg(to_char(month, 'YYYY-MM') ORDER BY month DESC) AS months
        FROM published_dispatch WHERE jurisdiction_id = ${city}
       GROUP BY 1 ORDER BY 1`;
    return rows;
  });
}

/** What an A unit published of a month, by default of the newest, with when; null where nothing is. */
export async function publishedOf(
  city: string,
  code: string,
  month?: string,
): Promise<{ content: PublishedContent; publishedAt: Date; months: Month[] } | null> {
  if (month !== undefined && !isMonth(month)) return null;
  return readAsVisitor(city, async (tx) => {
    const ofUnit = { jurisdictionId: city, content: { path: ["unit", "code"], equals: code } };
    const found = await tx.publishedDispatch.findFirst({
      where: { ...ofUnit, ...(month ? { month: toDbDate(firstDayOf(month)) } : {}) },
      orderBy: { month: "desc" },
    });
    if (!found) return null;
    const all = await tx.publishedDispatch.findMany({
      where: ofUnit,
      select: { month: true },
      orderBy: { month: "desc" },
    });
    return {
      content: found.content as unknown as PublishedContent,
      publishedAt: found.publishedAt,
      months: all.map((row) => row.month.toISOString().slice(0, 7)),
    };
  });
}
