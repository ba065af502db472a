import type { Locator, Page } from "@playwright/test";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { foldText } from "@/lib/platform/fold-text";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
import type { DemoAccount } from "@/prisma/seed/demo";
import { TEST_KEYS } from "@/scripts/test/keys";
import { expect, test } from "../support/browser";

// The plan screen, by keyboard and without JavaScript. The case is the test's own; its person is invented.

Object.assign(process.env, TEST_KEYS);
process.env.APP_DATABASE_URL ??= "postgresql://nobody@127.0.0.1/nothing";

const CITY = "taichung";

async function signIn(page: Page, role: DemoAccount["role"]): Promise<void> {
  const accounts: DemoAccount[] = JSON.parse(process.env.E2E_ACCOUNTS ?? "[]");
  const account = accounts.find((each) => each.role === role && each.login.endsWith(CITY));
  if (!account) throw new Error(`no demo account of ${role}`);
  await page.context().clearCookies();
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

/** A case of the demo's A unit that waits for its first plan, with two problems; need level 4. */
async function aCaseToPlan(name: string): Promise<{ id: string; problems: string[] }> {
  const [unit] = await sql<{ id: string; district: string }>(
    `SELECT u.id, u.district_id AS district FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.login = $1`,
    [`manager@${CITY}`],
  );
  const [client, id, assessment, staff] = [uuid(), uuid(), uuid(), uuid()];
  const nationalId = `G1${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const contact = { address: "示範路 1 號", phone: "04-0000-0000", contactName: null, contactRelation: null };
  await sql(
    `INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on, contact_cipher, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'female', '1941-02-03', $7, now())`,
    [
      client,
      CITY,
      encryptText(nationalId),
      blindIndex(nationalId),
      name,
      foldText(name),
      encryptText(JSON.stringify(contact)),
    ],
  );
  await sql(
    `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index, duty, employment, started_on, created_at)
     VALUES ($1, $2, $3, '示範個管', '示範個管', $4, $5, 'case_manager', 'full_time', '2025-01-02', now())`,
    [staff, CITY, unit?.id, encryptText(nationalId), blindIndex(`staff ${nationalId}`)],
  );
  await sql(
    `INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, need_level, copay_class,
                            last_assessed_on, a_unit_id, manager_id, created_at)
     VALUES ($1, $2, $3, $4, 'assigned', 'hotline_1966', current_date - 20, $5, 4, 3, current_date - 15, $6, $7, now())`,
    [id, CITY, client, `C9${nationalId.slice(2, 8)}`, unit?.district, unit?.id, staff],
  );
  await sql(
    `INSERT INTO assessment (id, jurisdiction_id, case_id, kind, assessed_on, need_level, copay_class, has_foreign_caregiver, created_at)
     VALUES ($1, $2, $3, 'initial', current_date - 15, 4, 3, false, now())`,
    [assessment, CITY, id],
  );
  const problems = [uuid(), uuid()];
  for (const [place, text] of ["洗澡問題", "跌倒風險"].entries()) {
    await sql(
      `INSERT INTO care_problem (id, jurisdiction_id, case_id, assessment_id, sort_order, text) VALUES ($1, $2, $3, $4, $5, $6)`,
      [problems[place], CITY, id, assessment, place + 1, text],
    );
  }
  return { id, problems };
}

/** Today in the office, as officials write it. */
function rocToday(): string {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Taipei" })
    .format()
    .split("-");
  return `${Number(year) - 1911}/${month}/${day}`;
}

/** Tab after Tab until the focus is there; nothing is clicked. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 120; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the focus never came there by Tab");
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

test("a plan is drafted, counted and handed in with the keyboard alone, then approved", async ({ page }) => {
  test.slow();
  const name = `示範鍵盤${Math.floor(Math.random() * 1e6)}`;
  const { id, problems } = await aCaseToPlan(name);
  await signIn(page, "a_unit_manager");
  await page.goto(`/cases/${id}/plan`);
  await tabTo(page, page.getByRole("button", { name: "開始擬訂" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/edit");
  await expect(page.getByRole("heading", { name: "服務項目" })).toBeVisible();

  await tabTo(page, field(page, `note-${problems[1]}`));
  await page.keyboard.type("家屬已裝設扶手");
  await tabTo(page, field(page, "visitedOn"));
  await page.keyboard.type(rocToday());

  await tabTo(page, field(page, "code-0"));
  await page.keyboard.type("BA07");
  await page.keyboard.press("Enter");
  await expect(field(page, "quantity-0")).toBeFocused();
  await page.keyboard.type("60");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("維持身體清潔");
  await page.keyboard.press("Enter");
  await expect(field(page, "code-1")).toBeFocused();
  await expect(page.locator(".plan-sum")).toContainText("超額自付 920 元");

  // Down to the last empty row and one further: Enter makes a new row.
  await page.keyboard.type("居家喘息");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("減輕家屬負荷");
  await expect(page.getByRole("group", { name: "第 2 列 GA09" })).toContainText("居家喘息服務");
  await tabTo(page, field(page, "goal-2"));
  await page.keyboard.press("Enter");
  await expect(field(page, "code-3")).toBeFocused();
  await expect(page.getByText("檢核無意見")).toBeVisible();

  // Too many baths for the quota is the family's to pay, not a mistake; a code out of force is one.
  await page.keyboard.type("CB01");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1");
  await tabTo(page, page.getByRole("button", { name: "送出審核" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("CB01 於計畫日期未施行").first()).toBeVisible();
  await expect(field(page, "goal-0")).toHaveValue("維持身體清潔");
  await tabTo(page, page.getByRole("button", { name: "刪除第 4 列" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "送出審核" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**?done=submitted");
  await expect(page.getByText("計畫已送出審核。")).toBeVisible();

  await signIn(page, "care_supervisor");
  await page.goto(`/plans?q=${name}`);
  await tabTo(page, page.getByRole("link", { name }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "核定" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**?done=approved");
  await expect(page.getByText("計畫已核定").first()).toBeVisible();
  const [row] = await sql<{ status: string }>("SELECT status FROM case_file WHERE id = $1", [id]);
  expect(row?.status).toBe("in_service");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a plan is drafted row by row: refused with what was typed, saved, counted by the server", async ({
    page,
  }) => {
    const { id, problems } = await aCaseToPlan("示範無程式");
    await signIn(page, "a_unit_manager");
    await page.goto(`/cases/${id}/plan`);
    await page.getByRole("button", { name: "開始擬訂" }).click();
    await page.waitForURL("**/edit");
    await field(page, "visitedOn").fill(rocToday());
    await field(page, "code-0").fill("ZZ99");
    await field(page, "quantity-0").fill("8");
    await page.getByRole("button", { name: "儲存草稿" }).last().click();
    await expect(page.getByText("「ZZ99」不是給付及支付基準之碼別或名稱。").first()).toBeVisible();
    await expect(field(page, "quantity-0")).toHaveValue("8");
    await field(page, "code-0").fill("BA01");
    await field(page, "problem-0").selectOption(problems[0] ?? "");
    await field(page, "goal-0").fill("維持清潔");
    await page.getByRole("button", { name: "新增列" }).click();
    await expect(page.getByText("草稿已儲存。")).toBeVisible();
    await expect(page.locator(".plan-sum")).toContainText("家屬每月負擔 332 元");
    await expect(field(page, "code-3")).toBeVisible();
  });
});
