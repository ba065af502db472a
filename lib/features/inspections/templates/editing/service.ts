import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Prisma } from "@/prisma/generated/client";
import { differenceLines, WORDS } from "../differences/labels";
import { differenceCount, differences } from "../differences/types";
import { lockDraft, refuseUnlessKeeper } from "../drafting/service";
import { contentOf, versionBefore } from "../queries";
import { templateFaults, templateSchema } from "../schema";
import type { ChecklistTemplate } from "../types";
import { EditFault } from "./results/types";
import type { DraftEdit } from "./schema";
import { type Edit, type EditKind, edited, itemOf } from "./types";

const ACTIONS: Record<EditKind, string> = {
  details: "template.details_changed",
  section_add: "template.section_added",
  section_change: "template.section_changed",
  section_move: "template.section_moved",
  section_remove: "template.section_removed",
  item_add: "template.item_added",
  item_change: "template.item_changed",
  item_move: "template.item_moved",
  item_retire: "template.item_retired",
  item_restore: "template.item_restored",
  renumber: "template.renumbered",
};

export interface EditedDraft {
  id: string;
  /** Whether anything became different. */
  changed: boolean;
}

/**
 * Changes a draft in one respect. Codes: `forbidden`, `not_found`, `stale` (says what was changed since), `not_draft`,
 * `contradiction` (the form would contradict itself), `revision_date`.
 */
export async function editDraft(
  actor: Actor,
  { id, version, edit }: DraftEdit,
  clock: Clock = systemClock,
): Promise<Result<EditedDraft>> {
  const refused = refuseUnlessKeeper(actor);
  if (refused) return refused;
  return withActor(actor, async (tx) => {
    const row = await lockDraft(tx, actor, id, version);
    const was = contentOf(row);
    const before = await versionBefore(tx, row);
    refuseOldDate(edit, before && contentOf(before));
    const now = apply(was, edit, { versionNo: row.versionNo, before: before && contentOf(before) });
    const change = differences(was, now, WORDS);
    const isSame = differenceCount(change) === 0 && was.version.date === now.version.date;
    if (isSame) return ok({ id, changed: false });
    await tx.checklistTemplate.updateMany({
      where: { id, jurisdictionId: actor.jurisdictionId, state: "draft" },
      data: {
        ...{ content: now as unknown as Prisma.InputJsonObject, title: now.title },
        ...{ revisedOn: toDbDate(now.version.date), version: { increment: 1 } },
      },
    });
    await audit(tx, actor, clock.now(), {
      action: ACTIONS[edit.kind],
      subject: { kind: "template", id },
      detail: {
        ...{ formKey: row.formKey, versionNo: row.versionNo, what: nameOf(edit, was, now) },
        differences: differenceLines(change),
      },
    });
    return ok({ id, changed: true });
  });
}

function apply(
  form: ChecklistTemplate,
  edit: Edit,
  context: Parameters<typeof edited>[2],
): ChecklistTemplate {
  try {
    const now = edited(form, edit, context);
    const faults = templateFaults(now);
    if (faults.length > 0) throw contradiction(faults);
    const read = templateSchema.safeParse(now);
    if (!read.success) throw contradiction(read.error.issues.map(({ message }) => message));
    return read.data;
  } catch (error) {
    if (!(error instanceof EditFault)) throw error;
    throw new Refusal(refuse("contradiction", error.message, { [error.field]: error.message }));
  }
}

function contradiction(faults: string[]): Refusal {
  return new Refusal(refuse("contradiction", `這樣修改後查核表會前後矛盾：${[...new Set(faults)].join("")}`));
}

function refuseOldDate(edit: Edit, before: ChecklistTemplate | null): void {
  if (edit.kind !== "details" || !before || edit.input.revisedOn >= before.version.date) return;
  const words = `修訂日期不得早於使用中版本（${formatRocDate(before.version.date)}）。`;
  throw new Refusal(refuse("revision_date", words, { revisedOn: words }));
}

/** What the edit was about, in the words of the form. */
function nameOf(edit: Edit, was: ChecklistTemplate, now: ChecklistTemplate): string {
  if (edit.kind === "details") return now.title;
  if (edit.kind === "renumber") return edit.restarts ? "各面向分別編號" : "全表連續編號";
  if (edit.kind === "section_add" || edit.kind === "item_add") return edit.input.label;
  const section = [...now.sections, ...was.sections].find(({ key }) => key === edit.key);
  return section?.label ?? (itemOf(now, edit.key) ?? itemOf(was, edit.key))?.item.label ?? edit.key;
}
