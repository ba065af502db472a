import type { Page } from "@playwright/test";
import type { DemoAccount } from "@/prisma/seed/demo";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { planCsv } from "../support/plan-tables";

// A table of the plan uploaded, looked at, applied, and red in 核算; in Taoyuan, which has no plan tables of its own.

const YEAR = "114";
const KEY = "a_units_per_district";

async function signIn(page: Page, login: string): Promise<void> {
  const accounts: DemoAccount[] = JSON.parse(process.env.E2E_ACCOUNTS ?? "[]");
  const account = accounts.find((each) => each.login === login);
  if (!account) throw new Error(`no demo account ${login}`);
  await page.goto("/sign-in");
  await page.getByLabel("帳號").fill(account.login);
  await page.getByRole("textbox", { name: "密碼" }).fill(account.password);
  await page.getByRole("button", { name: "登入" }).click();
  await page.waitForURL("**/today");
}

async function upload(page: Page, content: string): Promise<void> {
  await page.goto("/coverage/tables");
  await page.locator("input[name=planYear]").fill(YEAR);
  await page
    .getByLabel("CSV 或 Excel")
    .setInputFiles({ name: `${KEY}.csv`, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "上傳並檢視" }).click();
}

async function apply(page: Page): Promise<void> {
  await page.getByRole("button", { name: "套用為新版本" }).click();
  await page.getByRole("button", { name: "確認套用" }).click();
  await page.waitForURL("**?applied=1");
}

test("a plan table with a wrong cell is named and not applied; the mended one stands; an altered one is red in 核算", async ({
  page,
}) => {
  await signIn(page, "officer@taoyuan");

  await upload(page, planCsv(KEY, ["東區,4,", "東區,=2+2,"]));
  await expect(page.getByRole("heading", { name: `${YEAR}年計畫資料表草案` })).toBeVisible();
  await expect(page.getByText("儲存格是公式，請改為數值")).toBeVisible();
  await expect(page.getByRole("button", { name: "套用為新版本" })).toHaveCount(0);

  await upload(page, planCsv(KEY));
  await expect(page.getByText("這個年度尚無此表，將建立第一版。")).toBeVisible();
  await apply(page);
  await expect(page.getByText("已套用：新版本 1 張")).toBeVisible();

  await upload(page, planCsv(KEY, ["中區,2,", "中區,3,"]));
  await expect(page.getByText("套用後將有 1 個衍生數字與核算不符。")).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await apply(page);

  await page.goto(`/coverage/recompute/${YEAR}/${KEY}?result=mismatch`);
  await expect(page.getByRole("cell", { name: "不符 107（108）" })).toBeVisible();
  const row = page.getByRole("table", { name: "逐格核算" }).getByRole("row", { name: /小計/ });
  await expect(row).toContainText("107");
  await expect(row).toContainText("108");
  await expect(row).toContainText("不符");
  expect(await seriousViolations(page)).toEqual([]);

  await page.goto(`/coverage/tables/${YEAR}/${KEY}`);
  await expect(page.getByRole("heading", { name: "第2版" })).toBeVisible();
  await expect(page.getByRole("row", { name: /中區/ })).toContainText("3");
});
