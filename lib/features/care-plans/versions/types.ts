import type { PlanItemRow } from "../types";

type Comparable = Pick<PlanItemRow, "code" | "name" | "unitPrice" | "quantity" | "goal">;

export interface ChangedItem {
  code: string;
  name: string;
  fields: {
    field: "quantity" | "goal" | "unitPrice";
    from: string | number | null;
    to: string | number | null;
  }[];
}

export interface PlanDifferences {
  added: Comparable[];
  removed: Comparable[];
  changed: ChangedItem[];
}

const FIELDS = ["quantity", "unitPrice", "goal"] as const;

/** What one version has that another has not: items by code; a code that stands twice is matched in order. */
export function differencesOf(before: readonly Comparable[], after: readonly Comparable[]): PlanDifferences {
  const left = [...before];
  const added: Comparable[] = [];
  const changed: ChangedItem[] = [];
  for (const item of after) {
    const at = left.findIndex(({ code }) => code === item.code);
    const [was] = at < 0 ? [] : left.splice(at, 1);
    if (was === undefined) added.push(item);
    else changed.push(...changesOf(was, item));
  }
  return { added, removed: left, changed };
}

function changesOf(was: Comparable, is: Comparable): ChangedItem[] {
  const fields = FIELDS.filter((field) => (was[field] ?? "") !== (is[field] ?? "")).map((field) => ({
    field,
    from: was[field],
    to: is[field],
  }));
  return fields.length === 0 ? [] : [{ code: is.code, name: is.name, fields }];
}

/** Whether two versions have the same items. */
export function isSame({ added, removed, changed }: PlanDifferences): boolean {
  return added.length + removed.length + changed.length === 0;
}
