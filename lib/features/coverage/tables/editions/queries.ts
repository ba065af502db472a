import type { Actor } from "@/lib/platform/actor";
import { readAs } from "@/lib/platform/db";
import { definitionsFor } from "@/lib/rules/plan-tables/plan-year";
import { previewTable, type TablePreview } from "@/lib/rules/plan-tables/preview";
import { coverageScope } from "../../policy";
import { accountNames, personOf } from "../drafts/queries";
import type { PlanContent } from "../types";

/** An edition of a table, and what it changed of the one before. */
export interface Edition {
  readonly edition: number;
  readonly origin: string;
  readonly fileName: string | null;
  readonly enteredAt: Date;
  readonly enteredBy: string;
  readonly supersededAt: Date | null;
  readonly content: PlanContent;
  /** Null for the first edition. */
  readonly difference: Omit<TablePreview, "errors"> | null;
}

export interface EditionHistory {
  readonly title: string;
  readonly place: string;
  /** Newest first. */
  readonly editions: readonly Edition[];
}

/** The editions of a table with their differences; null when the actor's city has none. */
export async function editionHistory(
  actor: Actor,
  planYear: number,
  tableKey: string,
): Promise<EditionHistory | null> {
  const scope = coverageScope(actor);
  const definition = definitionsFor(planYear).find(({ file }) => file === `${tableKey}.csv`);
  if (!scope || definition === undefined) return null;
  return readAs(actor, async (tx) => {
    const stored = await tx.planTable.findMany({
      where: { ...scope, planYear, tableKey },
      orderBy: { edition: "asc" },
    });
    if (stored.length === 0) return null;
    const names = await accountNames(
      tx,
      stored.map(({ enteredById }) => enteredById),
    );
    const contents = stored.map(({ content }) => content as unknown as PlanContent);
    const grid = ({ header, rows }: PlanContent) => [header, ...rows];
    const editions = stored.map((table, at): Edition => {
      const content = contents[at] ?? { header: [], rows: [] };
      const before = contents[at - 1];
      const { file, rowNames } = definition;
      return {
        ...{ edition: table.edition, origin: table.origin, fileName: table.fileName, content },
        ...{ enteredAt: table.enteredAt, supersededAt: table.supersededAt },
        enteredBy: personOf(table.enteredById, names),
        difference:
          before === undefined
            ? null
            : previewTable({ file, grid: grid(before) }, { file, grid: grid(content) }, rowNames),
      };
    });
    return { title: definition.title, place: definition.place, editions: editions.reverse() };
  });
}
