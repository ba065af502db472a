import type { ChecklistTemplate, Item, Question, Section } from "../types";

// What is different in a version from the one before it, for those who sign the next one.

export interface Wording {
  label: string;
  from: string;
  to: string;
}

export interface ItemChange {
  key: string;
  number: string | null;
  label: string;
  section: string;
  kind: "added" | "retired" | "changed" | "moved";
  changes: Wording[];
}

export interface SectionChange {
  key: string;
  label: string;
  kind: "added" | "removed" | "changed" | "moved";
  changes: Wording[];
}

export interface Differences {
  details: Wording[];
  sections: SectionChange[];
  items: ItemChange[];
}

interface Placed {
  item: Item;
  section: Section;
}

/** How a shown value is written; the labels of lists are the caller's. */
export interface DifferenceWords {
  kind: Readonly<Record<string, string>>;
  level: Readonly<Record<string, string>>;
  service: Readonly<Record<string, string>>;
  evidence: Readonly<Record<string, string>>;
}

/** Compares two versions of a form by the keys of their parts. */
export function differences(
  before: ChecklistTemplate,
  after: ChecklistTemplate,
  words: DifferenceWords,
): Differences {
  return {
    details: wordings([
      ["表名", before.title, after.title],
      ["簽名欄上方說明", before.statement ?? "", after.statement ?? ""],
      ["附註", before.notes.join("\n"), after.notes.join("\n")],
      ["重建說明", before.restoration ?? "", after.restoration ?? ""],
    ]),
    sections: sectionChanges(before.sections, after.sections),
    items: itemChanges(before, after, words),
  };
}

/** How many differences there are. */
export function differenceCount({ details, sections, items }: Differences): number {
  return details.length + sections.length + items.length;
}

function wordings(rows: [label: string, from: string, to: string][]): Wording[] {
  return rows.filter(([, from, to]) => from !== to).map(([label, from, to]) => ({ label, from, to }));
}

const titleOf = ({ number, label }: { number: string | null; label: string }) =>
  number ? `${number} ${label}` : label;

function sectionChanges(before: Section[], after: Section[]): SectionChange[] {
  const moved = movedKeys(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  );
  const removed = before.filter((each) => !after.some(({ key }) => key === each.key));
  return [
    ...after.flatMap((now): SectionChange[] => {
      const was = before.find(({ key }) => key === now.key);
      if (!was) return [{ key: now.key, label: titleOf(now), kind: "added", changes: [] }];
      const changes = wordings([
        ["編號", was.number ?? "", now.number ?? ""],
        ["名稱", was.label, now.label],
        ["上層標題", was.heading ?? "", now.heading ?? ""],
      ]);
      if (changes.length > 0) return [{ key: now.key, label: titleOf(now), kind: "changed", changes }];
      return moved.has(now.key) ? [{ key: now.key, label: titleOf(now), kind: "moved", changes: [] }] : [];
    }),
    ...removed.map(
      (each): SectionChange => ({ key: each.key, label: titleOf(each), kind: "removed", changes: [] }),
    ),
  ];
}

const placed = ({ sections }: ChecklistTemplate): Placed[] =>
  sections.flatMap((section) => section.items.map((item) => ({ item, section })));

function itemChanges(
  before: ChecklistTemplate,
  after: ChecklistTemplate,
  words: DifferenceWords,
): ItemChange[] {
  const [was, now] = [placed(before), placed(after)];
  const moved = movedKeys(keysOf(was), keysOf(now));
  const changed = now.flatMap((each): ItemChange[] => {
    const old = was.find(({ item }) => item.key === each.item.key);
    if (!old) return [rowOf(each, "added")];
    const changes = wordings([
      ["面向", old.section.key === each.section.key ? "" : titleOf(old.section), sectionIfNew(old, each)],
      ...itemWords(old.item, each.item, words),
    ]);
    if (changes.length > 0) return [rowOf(each, "changed", changes)];
    return moved.has(each.item.key) ? [rowOf(each, "moved")] : [];
  });
  const retired = was.filter(({ item }) => !now.some((each) => each.item.key === item.key));
  return [...changed, ...retired.map((each) => rowOf(each, "retired"))];
}

const keysOf = (rows: Placed[]) => rows.map(({ item }) => item.key);

function sectionIfNew(old: Placed, now: Placed): string {
  return old.section.key === now.section.key ? "" : titleOf(now.section);
}

function rowOf({ item, section }: Placed, kind: ItemChange["kind"], changes: Wording[] = []): ItemChange {
  const { key, number, label } = item;
  return { key, number, label, section: titleOf(section), kind, changes };
}

function itemWords(was: Item, now: Item, words: DifferenceWords): [string, string, string][] {
  // Their order means nothing.
  const named = (list: readonly string[] | null, of: Readonly<Record<string, string>>) =>
    [...(list ?? [])]
      .sort()
      .map((each) => of[each] ?? each)
      .join("、");
  return [
    ["項次", was.number ?? "", now.number ?? ""],
    ["項目內容", was.label, now.label],
    ["註記", was.mark ?? "", now.mark ?? ""],
    ["指標代碼", was.indicatorCodes.join("、"), now.indicatorCodes.join("、")],
    ["抽案填答", was.isPerCase ? "是" : "否", now.isPerCase ? "是" : "否"],
    ["適用服務", named(was.appliesTo, words.service), named(now.appliesTo, words.service)],
    ["系統佐證", named(was.evidence, words.evidence), named(now.evidence, words.evidence)],
    ["查核結果", questionText(was.questions, words), questionText(now.questions, words)],
    ["重建註記", was.restored ?? "", now.restored ?? ""],
  ];
}

function questionText(questions: Question[], words: DifferenceWords): string {
  return questions
    .map((each) => {
      const head = [each.number, each.label, words.kind[each.kind] ?? each.kind].filter(Boolean).join(" ");
      const boxes = each.answers.map(({ value, label }) => {
        const level = each.findings.find(({ answers }) => answers.includes(value))?.level;
        return level ? `${label}→${words.level[level] ?? level}` : label;
      });
      const must = each.isRequired ? "" : "（可不填）";
      return `${head}${must}${boxes.length > 0 ? `：${boxes.join("／")}` : ""}`;
    })
    .join("\n");
}

/** What stands elsewhere in the order of those that both have: the fewest that must be moved to get from one to the other. */
function movedKeys(before: readonly string[], after: readonly string[]): Set<string> {
  const common = before.filter((key) => after.includes(key));
  const order = after.filter((key) => common.includes(key)).map((key) => common.indexOf(key));
  // The longest run that kept its order, by the length of the best run that ends at each place.
  const best: { length: number; from: number }[] = [];
  for (const [place, value] of order.entries()) {
    let [length, from] = [1, -1];
    for (let other = 0; other < place; other += 1) {
      if ((order[other] ?? 0) < value && (best[other]?.length ?? 0) + 1 > length)
        [length, from] = [(best[other]?.length ?? 0) + 1, other];
    }
    best.push({ length, from });
  }
  let at = best.findIndex(({ length }) => length === Math.max(...best.map((each) => each.length)));
  const kept = new Set<number>();
  while (at >= 0) {
    kept.add(order[at] ?? -1);
    at = best[at]?.from ?? -1;
  }
  return new Set(common.filter((_key, index) => !kept.has(index)));
}
