import { readdirSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addPhoto, openPhoto, removePhoto } from "@/lib/features/inspections/visits/photos/service";
import {
  emptyForm,
  printedAsPdf,
  recordDefinition,
} from "@/lib/features/inspections/visits/record/documents";
import { printEmptyForm, printRecord } from "@/lib/features/inspections/visits/record/service";
import { addAddendum } from "@/lib/features/inspections/visits/signing/service";
import type { Actor } from "@/lib/platform/actor";
import { aClock, actionsOn, code, done } from "../support/accounts";
import { aCase } from "../support/cases";
import { aCity, type TestCity } from "../support/fixtures";
import { anInspection, aTemplate, checklistContent, signed } from "../support/inspections";

const clock = aClock(new Date("2026-11-10T02:00:00Z"));
/** The smallest pictures that are pictures: one white point each. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

const CHECKLISTS = readdirSync("prisma/reference-data/checklists")
  .filter((name) => name.endsWith(".json"))
  .map((name) => path.basename(name, ".json"))
  .sort();

let city: TestCity;
let officer: Actor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "papers-"));
  process.env.DOCUMENTS_DIR = folder;
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
});

const picture = (bytes: Buffer = PNG, name = "現場.png") => new File([new Uint8Array(bytes)], name);
const started = () => anInspection(city.aUnit, { state: "under_way" });

describe("A photograph", () => {
  it("is kept encrypted with its item and handed out as it was", async () => {
    const { id } = await started();
    const photo = done(await addPhoto(officer, { id, itemKey: "leaflets", file: picture() }, clock));
    expect(photo).toMatchObject({ itemKey: "leaflets", fileName: "現場.png", size: PNG.length });
    const opened = await openPhoto(officer, id, photo.id);
    expect(opened?.bytes.equals(PNG)).toBe(true);
    const kept = await readdir(folder, { recursive: true, withFileTypes: true });
    const file = kept.find(({ name }) => name === photo.id);
    const stored = await readFile(path.join(file?.parentPath ?? "", photo.id));
    expect([stored.includes(PNG), stored.includes(PNG.toString("base64"))]).toEqual([false, false]);
    expect(await actionsOn(id)).toContain("inspection.photo_added");
  });

  it("is kept once when the connection made the browser send it twice", async () => {
    const { id } = await started();
    const both = [
      done(await addPhoto(officer, { id, itemKey: "leaflets", file: picture() }, clock)),
      done(await addPhoto(officer, { id, itemKey: "leaflets", file: picture() }, clock)),
    ];
    expect(both[0]?.id).toBe(both[1]?.id);
    const elsewhere = done(await addPhoto(officer, { id, file: picture() }, clock));
    expect(elsewhere.id).not.toBe(both[0]?.id);
  });

  it("is judged by its bytes: a paper, a text and what is called a picture are refused with the reason", async () => {
    const { id } = await started();
    const files = await readdir(folder, { recursive: true });
    const refused = [
      await addPhoto(officer, { id, file: picture(Buffer.from("%PDF-1.7"), "a.jpg") }, clock),
      await addPhoto(officer, { id, file: picture(Buffer.from("文字"), "a.jpg") }, clock),
    ];
    expect(refused.map(code)).toEqual(["file", "file"]);
    expect(refused.map((each) => !each.ok && each.message)[0]).toContain("不是 JPEG 或 PNG 照片");
    expect(await readdir(folder, { recursive: true })).toEqual(files);
  });

  it("belongs to an item of the form, and is taken off until the form is signed", async () => {
    const row = await started();
    expect(code(await addPhoto(officer, { id: row.id, itemKey: "none", file: picture() }, clock))).toBe(
      "not_found",
    );
    const [one, two] = [
      done(await addPhoto(officer, { id: row.id, file: picture() }, clock)),
      done(await addPhoto(officer, { id: row.id, itemKey: "leaflets", file: picture() }, clock)),
    ];
    done(await removePhoto(officer, { id: row.id, photoId: one.id }, clock));
    expect(await openPhoto(officer, row.id, one.id)).toBeNull();
    await signed(row);
    expect(code(await removePhoto(officer, { id: row.id, photoId: two.id }, clock))).toBe("signed");
    expect(code(await addPhoto(officer, { id: row.id, file: picture() }, clock))).toBe("signed");
    expect(await openPhoto(city.actors.a_unit_manager, row.id, two.id)).not.toBeNull();
  });
});

/** Everything that a definition writes, in order. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(textOf).join("\n");
  if (typeof content !== "object" || content === null) return "";
  const { text, stack, columns, table, content: inner } = content as Record<string, unknown>;
  const body = (table as { body?: unknown } | undefined)?.body;
  return [text, stack, columns, body, inner].map(textOf).filter(Boolean).join("\n");
}

describe("The record on paper", () => {
  it("has head, every item with its boxes, the sampled cases, both signatures, addenda and the photographs", async () => {
    const drawn = await aCase(city, { name: "示範抽案" }).inService(city.aUnit);
    const row = await anInspection(city.aUnit, {
      ...{ state: "under_way", caseIds: [drawn.id], outcome: "met" },
      answers: [
        { itemKey: "@header", value: { unit_name: "示範中心", full_time: 3 } },
        { itemKey: "leaflets", value: { leaflets_result: "not_met", leaflets_note: "單張不足" } },
        { itemKey: "plan_in_time", caseId: drawn.id, value: { plan_in_time_result: "met" } },
      ],
    });
    done(
      await addPhoto(officer, { id: row.id, itemKey: "leaflets", caption: "櫃檯", file: picture() }, clock),
    );
    await signed(row);
    done(await addAddendum(officer, { id: row.id, text: "補充說明" }, clock));
    const printed = await printRecord(officer, row.id, clock);
    if (!printed) throw new Error("nothing is printed");
    const definition = recordDefinition(printed);
    const text = textOf(definition.content);
    for (const item of row.template.content.sections.flatMap((section) => section.items)) {
      expect(text).toContain(item.label);
    }
    expect(text).toContain("示範中心");
    expect(text).toContain("3 人");
    expect(text).toMatch(/□符合　■不符合\n單張不足/);
    expect(text).toMatch(new RegExp(`案1 ${drawn.number} 示範抽案\\n■符合　□不符合`));
    expect(text).toContain("示範簽名");
    expect(text).toContain("補充說明");
    expect(text).toContain("照片 1　4. ");
    expect(JSON.stringify(definition.content)).toContain('"svg":"<svg');
    expect(await actionsOn(row.id)).toContain("inspection.record_printed");
  });

  it("is an A4 whose Chinese text can be selected: the font and its way back to characters are in it", async () => {
    const row = await anInspection(city.aUnit, { state: "signed", answers: [] });
    const printed = await printRecord(city.actors.a_unit_manager, row.id, clock);
    if (!printed) throw new Error("nothing is printed");
    const pdf = (await printedAsPdf(printed)).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf).toContain("[0 0 595.28 841.89]");
    expect(pdf).toMatch(/\/FontName \/[A-Z]+\+NotoSansTC/);
    expect(pdf).toContain("/ToUnicode");
    expect(pdf).toContain("/FontFile2");
  });

  it("is empty before the visit, to be taken along, with room for the cases that will be drawn", async () => {
    const row = await anInspection(city.aUnit);
    const printed = await printRecord(officer, row.id, clock);
    const text = textOf(printed && recordDefinition(printed).content);
    expect(text).toContain("案3");
    expect(text).not.toContain("■");
    expect(text).toContain("單位人員簽名");
    expect(await printRecord(city.actors.a_unit_manager, row.id, clock)).toBeNull();
  });

  it.each(CHECKLISTS)("prints %s empty, with every item", async (file) => {
    const printed = emptyForm(checklistContent("", file), "示範市政府衛生局");
    const text = textOf(recordDefinition(printed).content);
    const items = printed.template.sections.flatMap((section) => section.items);
    expect(items.filter(({ label }) => !text.includes(label))).toEqual([]);
    expect((await printedAsPdf(printed)).length).toBeGreaterThan(10_000);
  });

  it("hands a form out to the bureau's people alone, of the own city", async () => {
    const { id } = await aTemplate("taichung");
    const foreign = await aTemplate("taoyuan");
    expect(await printEmptyForm(city.actors.bureau_admin, id)).not.toBeNull();
    expect(await printEmptyForm(officer, id)).not.toBeNull();
    expect(await printEmptyForm(city.actors.a_unit_manager, id)).toBeNull();
    expect(await printEmptyForm(officer, foreign.id)).toBeNull();
  });
});
