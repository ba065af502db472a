import type { Page } from "@playwright/test";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays } from "@/lib/rules/plain-date";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { demoAccount, signInAs, siteSql } from "../support/signed-in";

let running = 0;

/** A B unit of this test alone, in 西屯區 (zone 城中1). */
async function aUnit(): Promise<{ id: string; code: string; name: string }> {
  running += 1;
  const name = `示範特約單位${Date.now().toString(36)}${running}`;
  const [row] = await siteSql<{ id: string; code: string }>(
    `WITH o AS (INSERT INTO organisation (id, jurisdiction_id, name, name_folded)
       VALUES (gen_random_uuid(), 'taichung', $1, $1) RETURNING id)
     INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
     SELECT gen_random_uuid(), 'taichung', o.id, '66000060', 'b', 'BE' || floor(random() * 1e8)::text, $1, $1, 'as_printed', 'demo'
       FROM o RETURNING id, code`,
    [name],
  );
  if (!row) throw new Error("no unit");
  return { ...row, name };
}

const TODAY = today();
const roc = (days: number) => formatRocDate(addDays(TODAY, days));

interface Terms {
  number: string;
  startsOn: string;
  endsOn: string;
}

async function fillTerms(page: Page, terms: Terms): Promise<void> {
  await page.getByRole("textbox", { name: "特約編號" }).fill(terms.number);
  await page.getByRole("textbox", { name: "始日" }).fill(terms.startsOn);
  await page.getByRole("textbox", { name: "終日" }).fill(terms.endsOn);
}

const send = (page: Page) => page.getByRole("button", { name: "登錄特約" }).click();

test("an officer is refused a fourth year, keeps what was typed, corrects it, and finds the contract under today", async ({
  page,
}) => {
  test.slow();
  const unit = await aUnit();
  const number = `試 ${unit.code}`;
  await signInAs(page, demoAccount("bureau_officer"));
  await page.goto(`/units/${unit.id}/contracts`);
  await expect(page.getByText("尚未登錄特約")).toBeVisible();
  await page.getByRole("link", { name: "登錄特約" }).first().click();

  await fillTerms(page, { number, startsOn: "114.1.1", endsOn: "1170101" });
  await send(page);
  await expect(page.getByText("請至少勾選一項服務").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "居家服務" }).check();
  await page.getByRole("checkbox", { name: "喘息服務" }).check();
  await send(page);
  await expect(page.getByText("長期照顧特約管理辦法第10條").first()).toBeVisible();
  await expect(page.getByText("至遲 116/12/31 屆滿").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "特約編號" })).toHaveValue(number);
  await expect(page.getByRole("checkbox", { name: "喘息服務" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "主服務區" })).toHaveValue("taichung-城中1");

  await page.getByRole("textbox", { name: "始日" }).fill(roc(-300));
  await page.getByRole("textbox", { name: "終日" }).fill(roc(100));
  await send(page);
  await expect(page.getByText("已登錄特約。")).toBeVisible();
  await expect(page.getByText("餘 100 日")).toBeVisible();
  await page.getByText("為什麼").click();
  await expect(page.getByText("長期照顧特約管理辦法第11條").first()).toBeVisible();

  await page.goto("/today");
  await page.getByRole("link", { name: /將屆期特約，共 \d+ 筆/ }).click();
  await page.getByRole("searchbox", { name: /單位名稱/ }).fill(unit.name.slice(4));
  await page.getByRole("button", { name: "篩選" }).click();
  await expect(page.getByRole("link", { name: number })).toBeVisible();
  await expect(page).toHaveURL(/state=ending/);
});

test("only zones that touch the main zone are offered", async ({ page }) => {
  const unit = await aUnit();
  await signInAs(page, demoAccount("bureau_officer"));
  await page.goto(`/units/${unit.id}/contracts/new`);
  const offered = () => page.getByRole("combobox", { name: "次服務區" }).locator("option").allTextContents();
  await page.getByRole("combobox", { name: "主服務區" }).selectOption({ label: "城中2" });
  expect((await offered()).sort()).toEqual(["城中1", "屯區", "無"].sort());
  await page.getByRole("combobox", { name: "主服務區" }).selectOption({ label: "海1" });
  expect(await offered()).not.toContain("城中2");
});

test("a late notice is recorded and said; the reply leads to a prefilled contract that follows", async ({
  page,
}) => {
  test.slow();
  const unit = await aUnit();
  await signInAs(page, demoAccount("bureau_officer"));
  await page.goto(`/units/${unit.id}/contracts/new`);
  await fillTerms(page, { number: `前 ${unit.code}`, startsOn: roc(-680), endsOn: roc(50) });
  await page.getByRole("checkbox", { name: "日照中心" }).check();
  await page.getByRole("combobox", { name: "次服務區" }).selectOption({ label: "城中2" });
  await send(page);
  await expect(page.getByText("逾期未通知續約").first()).toBeVisible();

  await page.getByRole("textbox", { name: "書面通知日" }).fill(roc(-5));
  await page.getByRole("button", { name: "登錄續約通知" }).click();
  await expect(page.getByText("通知日已逾期間屆滿 90 日前之期限")).toBeVisible();
  await page.getByRole("radio", { name: "同意續約", exact: true }).check();
  await page.getByRole("textbox", { name: "回覆日" }).fill(roc(-1));
  await page.getByRole("button", { name: "登錄單位回覆" }).click();
  await page.getByRole("link", { name: "登錄接續特約" }).click();

  await expect(page.getByRole("textbox", { name: "始日" })).toHaveValue(roc(51));
  await expect(page.getByRole("checkbox", { name: "日照中心" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "次服務區" })).toHaveValue("taichung-城中2");
  await page.getByRole("textbox", { name: "特約編號" }).fill(`後 ${unit.code}`);
  await send(page);
  await expect(page.getByText("已登錄特約。")).toBeVisible();
  await page.goto(`/units/${unit.id}/contracts`);
  await expect(page.getByText(`已接續 後 ${unit.code}`).first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a contract that overlaps is refused with the one in the way, and what was typed is kept", async ({
    page,
  }) => {
    const unit = await aUnit();
    await signInAs(page, demoAccount("bureau_officer"));
    const open = () => page.goto(`/units/${unit.id}/contracts/new`);
    const terms = { startsOn: roc(0), endsOn: roc(200) };
    await open();
    await fillTerms(page, { number: `一 ${unit.code}`, ...terms });
    await page.getByRole("checkbox", { name: "營養餐飲" }).check();
    await send(page);
    await expect(page.getByText("已登錄特約。")).toBeVisible();
    await open();
    await fillTerms(page, { number: `二 ${unit.code}`, ...terms });
    await page.getByRole("checkbox", { name: "營養餐飲" }).check();
    await page.getByRole("combobox", { name: "主服務區" }).selectOption({ label: "海1" });
    await send(page);
    await expect(page.getByText(`已由特約 一 ${unit.code}`).first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "特約編號" })).toHaveValue(`二 ${unit.code}`);
    await expect(page.getByRole("checkbox", { name: "營養餐飲" })).toBeChecked();
    await expect(page.getByRole("combobox", { name: "主服務區" })).toHaveValue("taichung-海1");
  });
});

test("the pages of contracts have nothing serious for axe and fit a phone", async ({ page }) => {
  test.slow();
  const unit = await aUnit();
  await signInAs(page, demoAccount("bureau_officer"));
  await page.goto(`/units/${unit.id}/contracts/new`);
  await fillTerms(page, { number: `軸 ${unit.code}`, startsOn: roc(-10), endsOn: roc(100) });
  await page.getByRole("checkbox", { name: "居家服務" }).check();
  await send(page);
  await expect(page.getByText("已登錄特約。")).toBeVisible();
  const contract = new URL(page.url()).pathname;
  for (const path of [
    "/contracts",
    contract,
    `/units/${unit.id}/contracts`,
    `/units/${unit.id}/contracts/new`,
  ]) {
    await page.goto(path);
    expect(await seriousViolations(page), path).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, path).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
