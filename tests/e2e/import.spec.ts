import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { DemoAccount } from "@/prisma/seed/demo";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";

// In Taoyuan, which publishes no registry: what is imported here is invented and meets no other test's numbers.

test.describe.configure({ mode: "serial" });

const HEADER = "行政區,層級,服務類型,單位名稱,車輛小計,專車";
const ROWS = [
  "蘆竹區,A,,示範匯入護理之家,,",
  "蘆竹區,B,居家服務,示範匯入護理之家,,",
  "龜山區,B,交通接送,示範匯入交通隊,4,4",
  "大溪區,C,,示範匯入護理之家(大溪示範據點),,",
];
const MENDED = [HEADER, ...ROWS].join("\r\n");
const BROKEN = [
  HEADER,
  ROWS[0],
  "蘆竹鎮,B,居家服務,示範匯入護理之家,,",
  "龜山區,B,交通接送,示範匯入交通隊,四輛,4",
  ROWS[3],
  ROWS[3],
].join("\r\n");

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

async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto("/admin/imports");
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  const mimeType = name.endsWith("xlsx") ? "application/zip" : "text/csv";
  await page.getByLabel("CSV 或 Excel").setInputFiles({ name, mimeType, buffer });
  await page.getByRole("button", { name: "上傳並檢視" }).click();
}

test("an import with errors is named row by row and not applied; the mended file is applied and reported", async ({
  page,
}) => {
  await signIn(page, "admin@taoyuan");
  await upload(page, "示範清冊.csv", BROKEN);
  await expect(page.getByText("檔案有 3 處錯誤，不能套用；清冊未變動。")).toBeVisible();
  const table = page.getByRole("table");
  await expect(table.getByRole("row").nth(1)).toContainText(/3.*行政區.*本市沒有這個行政區.*蘆竹鎮/u);
  await expect(table.getByRole("row").nth(2)).toContainText(/4.*車輛小計.*須為 0 以上的整數.*四輛/u);
  await expect(table.getByRole("row").nth(3)).toContainText(/6.*整列.*與前面的列完全相同.*同第 5 列/u);
  await expect(page.getByRole("button", { name: "套用到清冊" })).toHaveCount(0);
  expect(await seriousViolations(page)).toEqual([]);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下載錯誤清單" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toContain(
    "錯誤,3,行政區,本市沒有這個行政區,蘆竹鎮",
  );

  await upload(page, "示範清冊.csv", MENDED);
  await expect(page.getByText("將新增 4 筆、變更 0 筆、消失 0 筆。")).toBeVisible();
  await page.getByRole("button", { name: "套用到清冊" }).click();
  await page.getByRole("button", { name: "確認套用" }).click();
  await expect(page.getByText("已套用，清冊已更新。")).toBeVisible();
  await expect(page.getByText("A001、B0001–B0002、C001")).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);

  await page.goto("/units?q=示範匯入");
  await expect(page.getByText("共 4 個單位", { exact: true })).toBeVisible();
});

test("the same file a second time changes nothing, and a list is searched and sorted by the address", async ({
  page,
}) => {
  await signIn(page, "admin@taoyuan");
  await upload(page, "示範清冊.csv", MENDED);
  await expect(page.getByText("檔案的 4 列與清冊相同，套用不會有任何變動。")).toBeVisible();
  await expect(page.getByText(/同一檔案已於 .* 套用過。/u)).toBeVisible();

  await upload(
    page,
    "示範清冊.csv",
    `${MENDED}\r\n復興區,C,,示範高山文化健康站,,\r\n龜山區,B,喘息服務,示範喘息站,,`,
  );
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(3);
  await page.getByLabel("名稱、行政區、內容或列號").fill("復興");
  await page.getByRole("button", { name: "篩選" }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/q=/u);
  await page.getByRole("button", { name: "放棄" }).click();
  await page.getByRole("button", { name: "放棄匯入" }).click();
  await expect(page.getByText("已放棄這次匯入，清冊未變動。")).toBeVisible();
});

test("a file that cannot be read is refused by name on the page", async ({ page }) => {
  await signIn(page, "admin@taoyuan");
  const refusals: [string, string | Buffer, RegExp][] = [
    ["空白.csv", "", /檔案是空的/u],
    ["欄位不符.csv", "行政區,單位名稱,電話\n蘆竹區,示範,1\n", /缺少：「層級」.*不認得的欄位：「電話」/u],
    ["不是活頁簿.xlsx", Buffer.from("PK\u0003\u0004 nothing"), /不是 XLSX 活頁簿/u],
    ["引號.csv", `${HEADER}\n蘆竹區,A,,"示範,,\n`, /第 2 列的引號/u],
  ];
  for (const [name, content, message] of refusals) {
    await upload(page, name, content);
    await expect(page.getByRole("alert").filter({ hasText: message }).first()).toBeVisible();
  }
  await page.getByLabel("CSV 或 Excel").setInputFiles({
    name: "太大.csv",
    mimeType: "text/csv",
    buffer: Buffer.alloc(11 * 1024 * 1024, "x"),
  });
  await expect(page.getByText(/超過上限 10 MB/u).first()).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});

test("the page does not exist for those who may not import", async ({ page }) => {
  await signIn(page, "officer@taoyuan");
  await expect(page.getByRole("link", { name: "清冊匯入" })).toHaveCount(0);
  const answer = await page.request.get("/admin/imports");
  expect(answer.status()).toBe(404);
});

test.describe("Without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a file is uploaded, looked at and applied, and one of 13 MB is named", async ({ page }) => {
    await signIn(page, "admin@taoyuan");
    await upload(page, "示範清冊.csv", `${MENDED}\r\n觀音區,B,營養餐飲,示範匯入廚房,,`);
    await expect(page.getByText("將新增 1 筆、變更 0 筆、消失 0 筆。").first()).toBeVisible();
    await page.locator("summary", { hasText: "套用到清冊" }).click();
    await page.getByRole("button", { name: "確認套用" }).click();
    await expect(page.getByText("已套用，清冊已更新。")).toBeVisible();
    await expect(page.getByText("B0003")).toBeVisible();

    await upload(page, "太大.csv", Buffer.alloc(13 * 1024 * 1024, "x"));
    await expect(page.getByText(/檔案超過 10 MB 的上限/u)).toBeVisible();
  });
});
