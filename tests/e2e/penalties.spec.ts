import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { anOwnAccount, demoAccount, signInAs, siteSql } from "../support/signed-in";

// Points from end to end, of a unit of this test alone: proposed, heard, decided, suspended, and skipped in an order.

const PHONE = { width: 390, height: 844 };

test.describe.configure({ timeout: 240_000 });

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A day as officials write it, so many days from today in the office. */
function rocDay(ahead: number): string {
  const day = new Date(Date.now() + ahead * 86_400_000);
  const [year, month, date] = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Taipei" })
    .format(day)
    .split("-");
  return `${Number(year) - 1911}/${month}/${date}`;
}

interface OwnUnit {
  id: string;
  code: string;
  name: string;
  /** An order of the demo's first A unit in which it stands. */
  rotationId: string;
}

/** A contracted B unit that no other test knows, in an order of its own of the demo's first A unit. */
async function anOwnUnit(): Promise<OwnUnit> {
  const mark = randomUUID().slice(0, 6).toUpperCase();
  const [code, name] = [`BE${mark}`, `示範端點${mark}`];
  const [row] = await siteSql<{ id: string; rotation: string }>(
    `WITH place AS (SELECT id AS a_unit, district_id FROM unit WHERE jurisdiction_id = 'taichung' AND code = 'AD01'),
     org AS (
       INSERT INTO organisation (id, jurisdiction_id, name, name_folded) VALUES (gen_random_uuid(), 'taichung', $2, $2) RETURNING id
     ), made AS (
       INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
       SELECT gen_random_uuid(), 'taichung', org.id, place.district_id, 'b', $1, $2, $2, 'as_printed', 'demo' FROM org, place
       RETURNING id
     ), contracted AS (
       INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
       SELECT gen_random_uuid(), 'taichung', made.id, $1, current_date - 60, current_date + 365, current_date + 365, now() FROM made
       RETURNING id, unit_id, starts_on, effective_until
     ), served AS (
       INSERT INTO contract_service (contract_id, service, jurisdiction_id, unit_id, starts_on, effective_until)
       SELECT id, 'meals', 'taichung', unit_id, starts_on, effective_until FROM contracted RETURNING unit_id
     ), ordered AS (
       INSERT INTO rotation (id, jurisdiction_id, a_unit_id, zone_id, service, state, created_at)
       SELECT gen_random_uuid(), 'taichung', place.a_unit, (SELECT service_zone_id FROM district WHERE id = place.district_id),
              'meals', 'superseded', now() FROM place RETURNING id
     ), entry AS (
       INSERT INTO rotation_entry (rotation_id, position, jurisdiction_id, unit_id)
       SELECT ordered.id, 0, 'taichung', made.id FROM ordered, made RETURNING rotation_id
     )
     SELECT made.id, ordered.id AS rotation FROM made, ordered, served, entry`,
    [code, name],
  );
  return { id: row?.id ?? "", code, name, rotationId: row?.rotation ?? "" };
}

test("a unit is charged, heard, given a point, suspended, and stands as suspended in an order", async ({
  page,
  browser,
}) => {
  const unit = await anOwnUnit();
  const [officer, staff] = [await anOwnAccount(), await anOwnAccount("b_unit_staff", unit.code)];

  await signInAs(page, officer);
  await page.goto(`/penalties/new?unit=${unit.id}`);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByLabel(/違反款次/).selectOption("17");
  await page.getByLabel("違約事實").fill("抽查月份之服務紀錄與申報時數不符。");
  await page.getByRole("button", { name: "提報", exact: true }).click();
  await page.waitForURL("**done=proposed");
  await expect(page.getByText("依長期照顧特約管理辦法第25條，記 1 點").first()).toBeVisible();
  await page.getByRole("button", { name: "發函通知" }).click();
  await page.waitForURL("**done=hearing");
  const matter = new URL(page.url()).pathname;
  await expect(page.getByText("等待陳述意見")).toBeVisible();

  // The unit, on a phone: from its home page to its statement.
  const phone = await browser.newContext({ viewport: PHONE });
  const unitPage = await phone.newPage();
  await signInAs(unitPage, staff);
  await unitPage.getByRole("link", { name: "陳述", exact: true }).click();
  await unitPage.waitForURL(`**${matter}`);
  await unitPage.getByRole("button", { name: "送出陳述意見" }).click();
  await expect(unitPage.getByText(/請填寫陳述意見/).first()).toBeVisible();
  await unitPage.getByLabel("陳述內容").fill("紀錄系統於當月更新，資料尚未補登。");
  await unitPage.getByRole("button", { name: "送出陳述意見" }).click();
  await unitPage.waitForURL("**done=stated");
  expect(await overflow(unitPage)).toBe(0);
  expect(await seriousViolations(unitPage)).toEqual([]);

  await page.goto(matter);
  await expect(page.getByText("紀錄系統於當月更新").first()).toBeVisible();
  await page.getByLabel("點數").fill("3");
  await page.getByLabel("決定理由").fill("陳述未附佐證，申報不實屬實。");
  await page.getByRole("button", { name: "記點處分並發函" }).click();
  await expect(page.getByText("依法為 1 點，不得增減").first()).toBeVisible();
  await expect(page.getByLabel("決定理由")).toHaveValue("陳述未附佐證，申報不實屬實。");
  await page.getByLabel("點數").fill("1");
  await page.getByRole("button", { name: "記點處分並發函" }).click();
  await page.waitForURL("**done=decided");
  expect(await seriousViolations(page)).toEqual([]);

  // The letter as it was sent is a PDF, for the unit too.
  await unitPage.goto("/letters");
  await unitPage
    .getByRole("row", { name: /違約記點通知/ })
    .getByRole("rowheader")
    .getByRole("link")
    .click();
  const href = await unitPage.getByRole("link", { name: "下載 PDF" }).getAttribute("href");
  const letter = await phone.request.get(href ?? "");
  expect([letter.headers()["content-type"], (await letter.body()).subarray(0, 5).toString()]).toEqual([
    "application/pdf",
    "%PDF-",
  ]);

  // Along the chain to what the point leads to.
  await page
    .getByRole("navigation", { name: "案件脈絡" })
    .getByRole("link", { name: /停止派案/ })
    .click();
  await page.waitForURL("**/penalties/measures/**");
  await page.getByRole("textbox", { name: /^起日/ }).fill(rocDay(0));
  await page.getByRole("textbox", { name: /^迄日/ }).fill(rocDay(10));
  await page.getByLabel("處分理由").fill("申報不實，依法停止派案。");
  await page.getByRole("button", { name: "決定並發函" }).click();
  await expect(page.getByText(/期間太短/).first()).toBeVisible();
  await page.getByRole("textbox", { name: /^迄日/ }).fill(rocDay(29));
  await page.getByRole("button", { name: "決定並發函" }).click();
  await page.waitForURL("**done=measure");
  expect(await seriousViolations(page)).toEqual([]);
  await page.goto(`/penalties/units/${unit.id}`);
  await expect(page.getByRole("table", { name: /如果今天再違約一次/ })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);

  const manager = await (await browser.newContext()).newPage();
  await signInAs(manager, demoAccount("case_manager"));
  await manager.goto(`/dispatch/rotations/${unit.rotationId}`);
  await expect(manager.getByRole("row", { name: new RegExp(unit.name) })).toContainText("停止派案");
});
