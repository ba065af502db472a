import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { changesSince } from "@/lib/platform/changed-since";
import { type Clock, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Prisma, ChecklistTemplate as Row } from "@/prisma/generated/client";
import { differenceLines, WORDS } from "../differences/labels";
import { differenceCount, differences } from "../differences/types";
import { revision } from "../editing/types";
import { FORM_LABELS, TEMPLATE_ACTIONS, TEMPLATE_CHANGE_FIELDS, TEMPLATE_STATE_LABELS } from "../labels";
import { mayTemplate, templateScope } from "../policy";
import { contentOf, versionBefore } from "../queries";
import { templateSchema } from "../schema";
import type { ChecklistTemplate, FormKey } from "../types";
import type { DiscardTemplate, DraftTemplate, PublishTemplate } from "./schema";

const KEEPERS_ONLY = "查核表由系統管理者修訂；您的角色可以閱覽各版本。";

/** The refusal for those who do not keep the forms; null for the administrator. */
export function refuseUnlessKeeper(actor: Actor): Refused | null {
  return mayTemplate(actor, "template.keep") ? null : refuse("forbidden", KEEPERS_ONLY);
}

/** Locks a form's versions of the city and returns one as it is now. Refusal (thrown): `not_found`. */
async function lockVersion(tx: Tx, actor: Actor, id: string): Promise<Row> {
  const { jurisdictionId } = actor;
  // All versions of the form in one order, so that two who publish or draft at once wait for each other.
  await tx.$queryRaw`
    SELECT o.id FROM checklist_template o
      JOIN checklist_template t ON t.jurisdiction_id = o.jurisdiction_id AND t.form_key = o.form_key
     WHERE t.id = ${id}::uuid AND t.jurisdiction_id = ${jurisdictionId}
     ORDER BY o.version_no FOR UPDATE OF o`;
  const scope = templateScope(actor);
  const row = scope && (await tx.checklistTemplate.findFirst({ where: { AND: [scope, { id }] } }));
  if (!row) throw new Refusal(refuse("not_found", "找不到這個版本的查核表，草稿可能已被捨棄。"));
  return row;
}

/** Locks a draft. Refusals (thrown): `not_found`, `not_draft`, and `stale` where it was changed since `version`. */
export async function lockDraft(tx: Tx, actor: Actor, id: string, version: number): Promise<Row> {
  const row = await lockVersion(tx, actor, id);
  if (row.state !== "draft") {
    const words = `這個版本已是「${TEMPLATE_STATE_LABELS[row.state]}」，發布後不能變更；如須修改請由使用中的版本另立新版。`;
    throw new Refusal(refuse("not_draft", words));
  }
  if (row.version !== version) {
    const words = { actions: TEMPLATE_ACTIONS, fields: TEMPLATE_CHANGE_FIELDS };
    const behind = Math.max(1, row.version - version);
    const said = await changesSince(tx, actor, { kind: "template", id }, words, behind);
    const since = said && `：${said}`;
    throw new Refusal(
      refuse("stale", `這份草稿在您開啟後已有人修改${since}。請重新開啟草稿再改；您填寫的內容仍在本頁。`),
    );
  }
  return row;
}

export interface TemplateRef {
  id: string;
}

/**
 * Makes the next version of a form as a draft from one that was in force. Codes: `forbidden`, `not_found`, `draft_exists`,
 * `not_published`, `revision_date`.
 */
export async function draftTemplate(
  actor: Actor,
  input: DraftTemplate,
  clock: Clock = systemClock,
): Promise<Result<TemplateRef>> {
  const refused = refuseUnlessKeeper(actor);
  if (refused) return refused;
  return withActor(actor, async (tx) => {
    const base = await lockVersion(tx, actor, input.id);
    if (base.state === "draft") throw new Refusal(refuse("not_published", "草稿不能再另立新版。"));
    const { jurisdictionId, formKey } = base;
    const versions = await tx.checklistTemplate.findMany({ where: { jurisdictionId, formKey } });
    const open = versions.find(({ state }) => state === "draft");
    if (open) {
      const words = `「${FORM_LABELS[formKey as FormKey]}」已有第 ${open.versionNo} 版草稿；請先完成或捨棄該草稿。`;
      throw new Refusal(refuse("draft_exists", words));
    }
    const standing = versions.find(({ state }) => state === "in_force") ?? base;
    refuseEarlier(input.revisedOn, contentOf(standing));
    const [id, versionNo] = [uuid(), Math.max(...versions.map((each) => each.versionNo)) + 1];
    const content = nextContent(contentOf(base), input, versionNo);
    const now = clock.now();
    await tx.checklistTemplate.create({
      data: {
        ...{ id, jurisdictionId, formKey, versionNo, title: content.title, state: "draft" },
        ...{ revisedOn: toDbDate(input.revisedOn), createdAt: now, createdById: actor.accountId },
        content: content as unknown as Prisma.InputJsonObject,
      },
    });
    await audit(tx, actor, now, {
      action: "template.drafted",
      subject: { kind: "template", id },
      detail: { formKey, versionNo, fromVersionNo: base.versionNo, revisedOn: input.revisedOn },
    });
    return ok({ id });
  });
}

function refuseEarlier(date: DraftTemplate["revisedOn"], standing: ChecklistTemplate): void {
  if (date >= standing.version.date) return;
  const words = `修訂日期不得早於使用中版本（${formatRocDate(standing.version.date)}）。`;
  throw new Refusal(refuse("revision_date", words, { revisedOn: words }));
}

function nextContent(base: ChecklistTemplate, input: DraftTemplate, versionNo: number): ChecklistTemplate {
  const { roc, date, precision } = base.version;
  const version = { ...base.version, earlier: [...base.version.earlier, { roc, date, precision }] };
  return { ...base, ...revision({ ...base, version }, input.revisedOn, versionNo) };
}

/**
 * Puts a draft into force in the place of the version that was. Codes: `forbidden`, `not_found`, `not_draft`, `stale`,
 * `unchanged`, `contradiction`.
 */
export async function publishTemplate(
  actor: Actor,
  { id, version }: Omit<PublishTemplate, "confirmed">,
  clock: Clock = systemClock,
): Promise<Result<TemplateRef>> {
  const refused = refuseUnlessKeeper(actor);
  if (refused) return refused;
  return withActor(actor, async (tx) => {
    const row = await lockDraft(tx, actor, id, version);
    const { jurisdictionId, formKey } = row;
    const before = await versionBefore(tx, row);
    const content = contentOf(row);
    const change = before && differences(contentOf(before), content, WORDS);
    if (change && differenceCount(change) === 0)
      throw new Refusal(refuse("unchanged", "草稿與使用中的版本完全相同，沒有可以發布的修訂。"));
    const read = templateSchema.safeParse(content);
    if (!read.success) {
      const faults = read.error.issues.map(({ message }) => message).join("");
      throw new Refusal(refuse("contradiction", `查核表前後矛盾，不能發布：${faults}`));
    }
    const now = clock.now();
    // Only one stands in force at a time, so the old one goes first.
    await tx.checklistTemplate.updateMany({
      where: { jurisdictionId, formKey, state: "in_force" },
      data: { state: "retired", version: { increment: 1 } },
    });
    const numbered = await numberedLast(tx, row, content);
    await tx.checklistTemplate.updateMany({
      where: { id, jurisdictionId, state: "draft" },
      data: { state: "in_force", publishedAt: now, version: { increment: 1 }, ...numbered },
    });
    await audit(tx, actor, now, {
      action: "template.published",
      subject: { kind: "template", id },
      detail: {
        ...{ formKey, versionNo: numbered.versionNo ?? row.versionNo, revisedOn: content.version.date },
        ...(before ? { replaces: before.versionNo } : {}),
        differences: change ? differenceLines(change) : [],
      },
    });
    return ok({ id });
  });
}

/** A version that was loaded while the draft was open has the higher number; the one that comes into force after it is the next. */
async function numberedLast(tx: Tx, row: Row, content: ChecklistTemplate) {
  const { jurisdictionId, formKey, versionNo } = row;
  const { _max } = await tx.checklistTemplate.aggregate({
    where: { jurisdictionId, formKey },
    _max: { versionNo: true },
  });
  const highest = _max.versionNo ?? versionNo;
  if (highest === versionNo) return {};
  const next = { ...content, ...revision(content, content.version.date, highest + 1) };
  return { versionNo: highest + 1, content: next as unknown as Prisma.InputJsonObject };
}

/** Throws a draft away; what it was stays on record. Codes: `forbidden`, `not_found`, `not_draft`, `stale`. */
export async function discardDraft(
  actor: Actor,
  { id, version }: DiscardTemplate,
  clock: Clock = systemClock,
): Promise<Result<TemplateRef>> {
  const refused = refuseUnlessKeeper(actor);
  if (refused) return refused;
  return withActor(actor, async (tx) => {
    const row = await lockDraft(tx, actor, id, version);
    const before = await versionBefore(tx, row);
    const change = before && differences(contentOf(before), contentOf(row), WORDS);
    await tx.checklistTemplate.deleteMany({
      where: { id, jurisdictionId: actor.jurisdictionId, state: "draft" },
    });
    await audit(tx, actor, clock.now(), {
      action: "template.discarded",
      subject: { kind: "template", id },
      detail: {
        ...{ formKey: row.formKey, versionNo: row.versionNo },
        differences: change ? differenceLines(change) : [],
      },
    });
    return ok({ id });
  });
}
