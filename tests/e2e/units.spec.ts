import type { Page } from "@playwright/test";
import pg from "pg";
import type { DemoAccount } from "@/prisma/seed/demo";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";

// On the demo and Taichung's public registry. Units that a test changes are its own.

async function signIn(page: Page, role: DemoAccount["role"], city = "taichung"): Promise<void> {
  const accounts: DemoAccount[] = JSON.parse(process.env.E2E_ACCOUNTS ?? "[]");
  const account = accounts.find((each) => each.role === role && each.login.endsWith(city));
  if (!account) throw new Error(`no demo account of ${role} in ${city}`);
  await page.goto("/sign-in");
  await page.getByLabel("帳號").fill(account.login);
  await page.getByRole("textbox", { name: "密碼" }).fill(account.password);
  await page.getByRole("button", { name: "登入" }).click();
  await page.waitForURL("**/today");
}

async function sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.E2E_OWNER_URL });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** A unit of this test alone; its name carries the test's own number. */
async function aDamagedUnit(name: string, folded = name): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `WITH o AS (INSERT INTO organisation (id, jurisdiction_id, name, name_folded)
       VALUES (gen_random_uuid(), 'taichung', $1, $2) RETURNING id),
     u AS (INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
       SELECT gen_random_uuid(), 'taichung', o.id, '66000060', 'b', 'BX' || floor(random() * 1e8)::text, $1, $2, 'damaged', 'demo'
       FROM o RETURNING id)
     INSERT INTO listing (id, jurisdiction_id, unit_id, service, tier, district_id, printed_name, printed_folded, source)
     SELECT gen_random_uuid(), 'taichung', u.id, 'meals', 'b', '66000060', $1, $2, 'demo' FROM u RETURNING unit_id AS id`,
    [name, folded],
  );
  return row?.id ?? "";
}

test("a unit is found by half its name, with 台 for 臺, and opens with its services", async ({ page }) => {
  await signIn(page, "care_specialist");
  await page.getByRole("searchbox", { name: "搜尋" }).first().fill("台灣省私立永信");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("搜尋「台灣省私立永信」");
  await page.getByRole("link", { name: "財團法人臺灣省私立永信社會福利基金會", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("財團法人臺灣省私立永信社會福利基金會");
  await expect(page.getByRole("table", { name: /服務與清冊登錄/ })).toContainText("公開清冊");
  await expect(page.getByRole("link", { name: "歷程" })).toHaveCount(0);
});

test("the list is filtered, sorted and paged in its address, and exported as it is filtered", async ({
  page,
}) => {
  await signIn(page, "bureau_officer");
  await page.goto("/units");
  await page.getByLabel("服務", { exact: true }).selectOption("日照中心");
  await page.getByRole("button", { name: "篩選" }).click();
  await expect(page).toHaveURL(/service=day_care/);
  await page.getByRole("link", { name: "行政區", exact: true }).click();
  await expect(page).toHaveURL(/sort=district/);
  await page.getByRole("link", { name: "下一頁" }).click();
  await expect(page).toHaveURL(/page=2/);
  const shown = await page.getByText(/第 26–50 個單位，共 [\d,]+ 個單位/).textContent();
  const total = Number(/共 ([\d,]+)/.exec(shown ?? "")?.[1]?.replace(",", ""));
  const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await page.request.get(href ?? "");
  expect(file.headers()["content-disposition"]).toContain("attachment");
  const text = await file.text();
  expect(text.startsWith("\uFEFF代碼,")).toBe(true);
  expect(text.trim().split("\r\n")).toHaveLength(total + 1);
  await page.goto("/units?q=查無此單位名稱");
  await expect(page.getByText("沒有符合條件的單位")).toBeVisible();
});

test("the map has a table beside it whose numbers open the units that they count", async ({ page }) => {
  await signIn(page, "care_supervisor");
  await page.goto("/units/map");
  await page.getByLabel("層級或服務").selectOption("日照中心");
  await page.getByRole("button", { name: "顯示" }).click();
  await expect(page.getByRole("figure")).toContainText("每千名需求人口單位數");
  await expect(page.getByText("District boundaries: Ministry of the Interior")).toBeVisible();
  const row = page.getByRole("row", { name: /北屯區/ });
  const link = row.getByRole("link");
  const units = await link.textContent();
  await link.click();
  await expect(page.getByText(`共 ${units} 個單位`).first()).toBeVisible();
});

test("a city without need figures says so and shows numbers of units", async ({ page }) => {
  await signIn(page, "bureau_officer", "taoyuan");
  await page.goto("/units/map");
  await expect(page.getByText(/桃園市沒有長照需求人口資料/)).toBeVisible();
  await expect(page.getByRole("row", { name: /桃園區/ })).toContainText("—");
});

test("a damaged name is corrected and the history shows before and after", async ({ page }) => {
  const number = Date.now();
  const id = await aDamagedUnit(`示範損壞${number}`);
  await signIn(page, "bureau_officer");
  await page.goto(`/units/${id}`);
  await expect(page.getByText("名稱損壞").first()).toBeVisible();
  await page.getByLabel("正確名稱").fill(`示範更正${number}`);
  await page.getByRole("button", { name: "更正名稱" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`示範更正${number}`);
  await page.getByRole("link", { name: "歷程" }).click();
  await expect(page.getByRole("list", { name: /單位歷程/ })).toContainText(
    `示範損壞${number} → 示範更正${number}`,
  );
});

test("a name that is there already asks, merges, and the old address leads to the other unit", async ({
  page,
}) => {
  const number = Date.now();
  const id = await aDamagedUnit(`示範舊名${number}`);
  const other = await aDamagedUnit(`示範台中${number}`, `示範臺中${number}`);
  await signIn(page, "bureau_officer");
  await page.goto(`/units/${id}`);
  await page.getByLabel("正確名稱").fill(`示範臺中${number}`);
  await page.getByRole("button", { name: "更正名稱" }).click();
  await expect(page.getByText(/已有「示範台中/)).toBeVisible();
  await expect(page.getByLabel("正確名稱")).toHaveValue(`示範臺中${number}`);
  await page.getByLabel("併入同名單位").check();
  await page.getByRole("button", { name: "更正名稱" }).click();
  await page.waitForURL(new RegExp(`/units/${other}`));
  await expect(page.getByText(/已併入本單位：登錄/)).toBeVisible();
  await page.goto(`/units/${id}/history`);
  await page.waitForURL(new RegExp(`/units/${other}`));
  await expect(page.getByText(/您開啟的單位 BX\d+ 已併入本單位/)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a unit is made by hand; a second one of the name leads to the first, and what was typed stays", async ({
    page,
  }) => {
    const name = `示範人工建檔${Date.now()}`;
    await signIn(page, "bureau_officer");
    for (const attempt of [1, 2]) {
      await page.goto("/units/new");
      await page.getByLabel("B 特約服務單位").check();
      await page.getByLabel("行政區").selectOption("西屯區");
      await page.getByLabel("單位名稱").fill(name);
      await page.getByLabel("營養餐飲").check();
      await page.getByLabel("電話").fill(attempt === 1 ? "04-1" : "04-22289111");
      await page.getByRole("button", { name: "建立單位" }).click();
      if (attempt === 2) continue;
      await expect(page.getByText("請輸入含區碼的電話").first()).toBeVisible();
      await expect(page.getByLabel("單位名稱")).toHaveValue(name);
      await expect(page.getByLabel("營養餐飲")).toBeChecked();
      await page.getByLabel("電話").fill("");
      await page.getByRole("button", { name: "建立單位" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    }
    await expect(page.getByText("未重複建立")).toBeVisible();
    await expect(page.getByLabel("單位名稱")).toHaveValue(name);
    await page.getByRole("link", { name: /^開啟 B/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  });
});

test("everything can be reached and done by the keyboard alone", async ({ page }) => {
  await signIn(page, "bureau_officer");
  await page.goto("/units");
  await page.getByLabel("名稱、代碼、機構或行政區").focus();
  await page.keyboard.type("弘道");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  const first = page.getByRole("rowheader").first().getByRole("link");
  const name = await first.textContent();
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    if (await first.evaluate((link) => link === document.activeElement)) break;
  }
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name ?? "");
  const history = page.getByRole("link", { name: "歷程" });
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    if (await history.evaluate((link) => link === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/history/);
});

for (const width of [1440, 390]) {
  test(`at ${width} px nothing serious stands against any page, and none is wider than the screen`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 900 });
    const id = await aDamagedUnit(`示範無障礙${width}${Date.now()}`);
    await signIn(page, "bureau_admin");
    const [unit] = await sql<{ organisation_id: string }>("SELECT organisation_id FROM unit WHERE id = $1", [
      id,
    ]);
    const pages = [
      "/units",
      "/units?q=永信&service=day_care&zone=x",
      "/units/map",
      "/units/map?of=transport&measure=listings",
      "/units/new",
      `/units/${id}`,
      `/units/${id}/edit`,
      `/units/${id}/history`,
      `/organisations/${unit?.organisation_id}`,
      "/search?q=永信",
      "/search?q=查無此名",
    ];
    for (const address of pages) {
      await page.goto(address);
      expect(await seriousViolations(page), address).toEqual([]);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(excess, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
    }
  });
}
