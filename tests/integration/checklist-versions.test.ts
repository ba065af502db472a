import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  discardDraft,
  draftTemplate,
  publishTemplate,
} from "@/lib/features/inspections/templates/drafting/service";
import {
  addItemSchema,
  addSectionSchema,
  changeItemSchema,
  detailsSchema,
  stepSchema,
} from "@/lib/features/inspections/templates/editing/schema";
import { editDraft } from "@/lib/features/inspections/templates/editing/service";
import { listForms, type TemplateDetail, templateById } from "@/lib/features/inspections/templates/queries";
import { planInspection } from "@/lib/features/inspections/visits/service";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { noonOf } from "../support/dispatch";
import { aCity, appSql, ownerSql, type TestCity } from "../support/fixtures";
import { anInspection, aTemplate } from "../support/inspections";

// The next version of a checklist, from the draft to the day on which it takes the old one's place.

const clock = noonOf("2026-11-22");
const REVISED = plainDate("2026-12-01");

let city: TestCity;
let admin: Actor;
let inForce: string;
beforeAll(async () => {
  city = await aCity("taoyuan");
  admin = city.actors.bureau_admin;
});
beforeEach(async () => {
  const open = await ownerSql<{ id: string }>("SELECT id FROM checklist_template WHERE state = 'draft'");
  for (const { id } of open) await ownerSql("DELETE FROM checklist_template WHERE id = $1", [id]);
  inForce = (await aTemplate("taoyuan")).id;
});

async function opened(id: string, as: Actor = admin): Promise<TemplateDetail> {
  const found = await templateById(as, id);
  if (!found) throw new Error(`no template ${id}`);
  return found;
}

async function aDraft(): Promise<TemplateDetail> {
  return opened(done(await draftTemplate(admin, { id: inForce, revisedOn: REVISED }, clock)).id);
}

/** The draft as a form has it: the fields of an item with those of its questions. */
function itemFields({ id, version, content }: TemplateDetail, key: string): Record<string, unknown> {
  const section = content.sections.find(({ items }) => items.some((each) => each.key === key));
  const item = section?.items.find((each) => each.key === key);
  const fields: Record<string, unknown> = {
    ...{ id, version, key, section: section?.key, number: item?.number, label: item?.label },
    indicatorCodes: item?.indicatorCodes.join("、"),
    evidence: item?.evidence,
    question: item?.questions.map((each) => each.key),
  };
  for (const { key: of, kind, answers, findings, isRequired } of item?.questions ?? []) {
    fields[`q:${of}:kind`] = kind;
    fields[`q:${of}:required`] = isRequired ? "on" : undefined;
    fields[`q:${of}:answers`] = answers.map(({ value }) => value);
    for (const { value, label } of answers) {
      fields[`q:${of}:answer:${value}`] = label;
      fields[`q:${of}:level:${value}`] = findings.find((rule) => rule.answers.includes(value))?.level ?? "";
    }
  }
  return fields;
}

const step = ({ id, version }: TemplateDetail, said: string) =>
  editDraft(admin, stepSchema.parse({ id, version, step: said }), clock);
const reworded = (draft: TemplateDetail, key: string, change: Record<string, unknown>) =>
  editDraft(admin, changeItemSchema.parse({ ...itemFields(draft, key), ...change }), clock);
const keysOf = ({ content }: TemplateDetail) =>
  content.sections.flatMap(({ items }) => items.map(({ key }) => key));

describe("A new version of a checklist", () => {
  it("begins as a copy of the one in force, with a number and a date of its own", async () => {
    const draft = await aDraft();
    const standing = await opened(inForce);
    expect(draft).toMatchObject({ state: "draft", formKey: "a_unit_check", revisedOn: REVISED });
    expect(draft.versionNo).toBe(standing.versionNo + 1);
    expect(draft.printed).toBe("115年12月1日修訂");
    expect(draft.content.sections).toEqual(standing.content.sections);
    expect(draft.content.version.earlier.at(-1)?.roc).toBe(standing.printed);
    expect(draft.before?.id).toBe(inForce);
  });

  it("is one at a time, and not dated before the one in force", async () => {
    await aDraft();
    const again = { id: inForce, revisedOn: REVISED };
    expect(code(await draftTemplate(admin, again, clock))).toBe("draft_exists");
    await ownerSql("DELETE FROM checklist_template WHERE state = 'draft'");
    const early = { ...again, revisedOn: plainDate("2020-01-01") };
    expect(code(await draftTemplate(admin, early, clock))).toBe("revision_date");
  });

  it("gets items reworded, added, reordered, retired and taken back, each written down", async () => {
    let draft = await aDraft();
    const [first = "", second = ""] = keysOf(draft);
    done(await reworded(draft, first, { label: "轉介資源之多元性及追蹤" }));
    draft = await opened(draft.id);
    done(await step(draft, `item_down:${first}`));
    draft = await opened(draft.id);
    done(await step(draft, `item_retire:${second}`));
    draft = await opened(draft.id);
    const section = draft.content.sections[0]?.key;
    const added = addItemSchema.parse({
      ...{ id: draft.id, version: draft.version, section, number: "9", label: "個案資料保存於上鎖之處" },
      ...{ isPerCase: "on", "q:new:kind": "three_step", "q:new:required": "on" },
    });
    done(await editDraft(admin, added, clock));
    draft = await opened(draft.id);
    expect(keysOf(draft)).not.toContain(second);
    expect(draft.content.sections[0]?.items[0]?.label).toBe("轉介資源之多元性及追蹤");
    const last = draft.content.sections[0]?.items.at(-1);
    expect(last).toMatchObject({ number: "9", isPerCase: true, mark: null });
    expect(last?.fields.map(({ label }) => label)).toEqual(["查核情形"]);
    expect(last?.questions[0]?.findings).toEqual([{ answers: ["partly_met", "not_met"], level: "finding" }]);
    done(await step(draft, `item_restore:${second}`));
    draft = await opened(draft.id);
    expect(keysOf(draft)).toContain(second);
    const log = await ownerSql<{ action: string; detail: { differences: string[] } }>(
      "SELECT action, detail FROM audit_entry WHERE subject_id = $1 ORDER BY at, id",
      [draft.id],
    );
    expect(log.map(({ action }) => action)).toEqual([
      "template.drafted",
      "template.item_changed",
      "template.item_moved",
      "template.item_retired",
      "template.item_added",
      "template.item_restored",
    ]);
    expect(log[1]?.detail.differences[0]).toContain("→ 轉介資源之多元性及追蹤");
  });

  it("gets a section with its first item, and numbers counted anew", async () => {
    let draft = await aDraft();
    const { id, version } = draft;
    const form = {
      id,
      version,
      number: "二、",
      label: "資訊安全",
      itemLabel: "帳號專人專用",
      itemNumber: "1",
    };
    done(await editDraft(admin, addSectionSchema.parse({ ...form, kind: "two_step" }), clock));
    draft = await opened(id);
    expect(draft.content.sections.map(({ label }) => label)).toEqual(["查核項目", "資訊安全"]);
    done(await step(draft, "renumber:through"));
    draft = await opened(id);
    expect(draft.content.sections[1]?.items[0]?.number).toBe("9");
  });

  it("keeps what an answer opens, unless the administrator says otherwise", async () => {
    let draft = await aDraft();
    const [first = ""] = keysOf(draft);
    const question = draft.content.sections[0]?.items[0]?.questions[0]?.key ?? "";
    done(await reworded(draft, first, { [`q:${question}:level:partly_met`]: "advice" }));
    draft = await opened(draft.id);
    expect(draft.content.sections[0]?.items[0]?.questions[0]?.findings).toEqual([
      { answers: ["not_met"], level: "finding" },
      { answers: ["partly_met"], level: "advice" },
    ]);
  });

  it("never contradicts itself: a number that is there twice is refused and nothing is kept", async () => {
    const draft = await aDraft();
    const [first = ""] = keysOf(draft);
    const result = await reworded(draft, first, { number: "2" });
    expect(code(result)).toBe("contradiction");
    expect(result).toMatchObject({ message: expect.stringContaining("項次「2」重複") });
    expect((await opened(draft.id)).version).toBe(draft.version);
  });

  it("tells the second of two administrators what the first one changed", async () => {
    const draft = await aDraft();
    const [first = "", second = ""] = keysOf(draft);
    done(await reworded(draft, first, { label: "先改的文字" }));
    const late = await reworded(draft, second, { label: "後改的文字" });
    expect(code(late)).toBe("stale");
    expect(late).toMatchObject({ message: expect.stringMatching(/修改查核項目.*→ 先改的文字/u) });
  });

  it("is the same after a form that changed nothing was saved", async () => {
    const draft = await aDraft();
    const [first = ""] = keysOf(draft);
    expect(done(await reworded(draft, first, {}))).toEqual({ id: draft.id, changed: false });
    expect((await opened(draft.id)).version).toBe(draft.version);
  });
});

describe("Publishing", () => {
  async function revised(): Promise<TemplateDetail> {
    const draft = await aDraft();
    const [first = ""] = keysOf(draft);
    done(await reworded(draft, first, { label: `修訂 ${draft.versionNo}` }));
    return opened(draft.id);
  }

  it("puts the draft into force and the old version aside, and inspections keep theirs", async () => {
    const inspection = await anInspection(city.aUnit, { state: "signed" });
    const draft = await revised();
    done(await publishTemplate(admin, draft, clock));
    expect(await opened(draft.id)).toMatchObject({ state: "in_force", publishedAt: clock.now() });
    expect((await opened(inForce)).state).toBe("retired");
    const [row] = await ownerSql<{ template_id: string }>(
      "SELECT template_id FROM inspection WHERE id = $1",
      [inspection.id],
    );
    expect(row?.template_id).toBe(inForce);
    const form = (await listForms(admin)).find(({ formKey }) => formKey === "a_unit_check");
    expect(form).toMatchObject({ inForce: { id: draft.id }, draft: null });
    const plan = {
      ...{ unitId: city.aUnit.id, purpose: "routine" as const, announced: true },
      ...{ plannedWeek: plainDate("2026-11-23"), inspectorIds: [], caseNumber: "" },
    };
    const officer = city.actors.bureau_officer;
    const accountId = officer.accountId ?? "";
    const with_ = (templateId: string) =>
      planInspection(officer, { ...plan, templateId, inspectorIds: [accountId] }, clock);
    expect(code(await with_(inForce))).toBe("not_found");
    done(await with_(draft.id));
  });

  it("is refused when nothing was changed", async () => {
    const draft = await aDraft();
    expect(code(await publishTemplate(admin, draft, clock))).toBe("unchanged");
  });

  it("is done once, also when two press at the same time", async () => {
    const draft = await revised();
    const results = await Promise.all([
      publishTemplate(admin, draft, clock),
      publishTemplate(admin, draft, clock),
    ]);
    expect(results.map((each) => (each.ok ? "ok" : each.code)).sort()).toEqual(["not_draft", "ok"]);
  });

  it("leaves nothing that can be changed, neither by the service nor past it", async () => {
    const draft = await revised();
    done(await publishTemplate(admin, draft, clock));
    const after = await opened(draft.id);
    expect(code(await reworded(after, keysOf(after)[0] ?? "", { label: "再改" }))).toBe("not_draft");
    expect(code(await discardDraft(admin, after, clock))).toBe("not_draft");
    const change = "UPDATE checklist_template SET title = 'x' WHERE id = $1";
    await expect(appSql(admin, change, [draft.id])).rejects.toThrow(/never changes/u);
    await expect(ownerSql(change, [draft.id])).rejects.toThrow(/never changes/u);
  });

  it("numbers the draft after a version that was loaded meanwhile", async () => {
    const draft = await revised();
    const loaded = { ...draft.content, title: "更新的參考資料" };
    await ownerSql("UPDATE checklist_template SET state = 'retired' WHERE id = $1", [inForce]);
    await ownerSql(
      `INSERT INTO checklist_template (id, jurisdiction_id, form_key, version_no, title, revised_on, state, content,
                                       created_at, published_at)
       VALUES (gen_random_uuid(), 'taoyuan', 'a_unit_check', $1, $2, '2026-12-01', 'in_force', $3, now(), now())`,
      [draft.versionNo + 1, loaded.title, JSON.stringify(loaded)],
    );
    done(await publishTemplate(admin, draft, clock));
    const published = await opened(draft.id);
    expect(published.versionNo).toBe(draft.versionNo + 2);
    expect(published.content.version.id).toBe(`115-12-01-v${draft.versionNo + 2}`);
  });
});

describe("A draft", () => {
  it("is thrown away with what was in it on record", async () => {
    const draft = await aDraft();
    const input = { id: draft.id, version: draft.version, title: "新的表名", revisedOn: "115/12/24" };
    done(await editDraft(admin, detailsSchema.parse(input), clock));
    const { version } = await opened(draft.id);
    done(await discardDraft(admin, { id: draft.id, version }, clock));
    expect(await templateById(admin, draft.id)).toBeNull();
    const [entry] = await ownerSql<{ detail: { differences: string[] } }>(
      "SELECT detail FROM audit_entry WHERE subject_id = $1 AND action = 'template.discarded'",
      [draft.id],
    );
    expect(entry?.detail.differences[0]).toContain("新的表名");
  });
});
