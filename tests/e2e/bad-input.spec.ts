import type { Locator, Page } from "@playwright/test";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays } from "@/lib/rules/plain-date";
import { expect, test } from "../support/browser";
import { aNationalId, demoAccount, signInAs, siteSql } from "../support/signed-in";

// What is wrong is refused at its field, in Chinese; what was typed stays; nothing is stored. Limits that the browser itself would
// hold (a list without level 9, a length) are taken off first: the server has to hold them too.

const TOMORROW = formatRocDate(addDays(today(), 1));
const MEGABYTE = "長".repeat(350_000);

const field = (page: Page | Locator, name: string) => page.locator(`[name="${name}"]`);

/** The message that stands with a field. */
const messageAt = (page: Page, name: string) =>
  page.locator(".field", { has: page.locator(`[name="${name}"]`) }).locator(".field-error");

/** Takes the browser's own limits off, as somebody who sends what no form offers. */
async function withoutLimits(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
    for (const box of document.querySelectorAll("[maxlength]")) box.removeAttribute("maxlength");
  });
}

async function countOf(table: string, where: string, value: string): Promise<number> {
  const [row] = await siteSql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where} = $1`, [
    value,
  ]);
  return row?.n ?? -1;
}

/** A case of a new person, taken in through the page; returns its address. */
async function takenIn(page: Page, name: string): Promise<string> {
  await page.goto("/cases/new");
  await field(page, "nationalId").fill(aNationalId());
  await page.getByRole("button", { name: "查詢", exact: true }).click();
  await page.waitForURL("**person=**");
  await field(page, "source").selectOption("walk_in");
  await field(page, "name").fill(name);
  await field(page, "sex").selectOption("male");
  await field(page, "bornOn").fill("30/05/06");
  await field(page, "districtId").selectOption("66000060");
  await field(page, "address").fill("測試路 1 號");
  await field(page, "phone").fill("04-0000-0000");
  await field(page, "appliedOn").fill(TOMORROW);
  await page.getByRole("button", { name: "受理申請" }).click();
  await expect(messageAt(page, "appliedOn")).toContainText("申請日不得晚於今日");
  for (const [box, kept] of [
    ["name", name],
    ["bornOn", "30/05/06"],
    ["appliedOn", TOMORROW],
    ["address", "測試路 1 號"],
  ] as const)
    await expect(field(page, box)).toHaveValue(kept);
  expect(await countOf("client", "name", name)).toBe(0);
  await field(page, "appliedOn").fill(formatRocDate(today()));
  await page.getByRole("button", { name: "受理申請" }).click();
  await page.waitForURL("**done=opened");
  return page.url().split("?")[0] ?? "";
}

test("a wrong ID, a wrong ARC number and what is none at all are refused at the field", async ({ page }) => {
  await signInAs(page, demoAccount("care_specialist"));
  for (const [typed, why] of [
    ["A123456788", "檢查碼不符"],
    ["A800000015", "檢查碼不符"],
    ["一二三", "格式不正確"],
  ] as const) {
    await page.goto("/cases/new");
    await field(page, "nationalId").fill(typed);
    await page.getByRole("button", { name: "查詢", exact: true }).click();
    await expect(messageAt(page, "nationalId")).toContainText(why);
    await expect(field(page, "nationalId")).toHaveValue(typed);
  }
});

test("an application of tomorrow, level 9, an assessment of tomorrow and a text of a megabyte are refused", async ({
  page,
}) => {
  test.slow();
  const name = `測試更正${Date.now().toString(36)}`;
  await signInAs(page, demoAccount("care_specialist"));
  const file = await takenIn(page, name);
  const id = file.split("/").at(-1) ?? "";
  await page.goto(`${file}/assessments/new`);
  await withoutLimits(page);
  await field(page, "assessedOn").fill(TOMORROW);
  await field(page, "needLevel").evaluate((list: HTMLSelectElement) => {
    list.add(new Option("第 9 級", "9"));
    list.value = "9";
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await field(page, "copayClass").selectOption("3");
  await field(page, "problem_1").fill("備餐問題");
  await field(page, "note").fill(MEGABYTE);
  await page.getByRole("button", { name: "儲存評估" }).click();
  await expect(messageAt(page, "needLevel")).toContainText("第 1 級至第 8 級");
  await expect(messageAt(page, "assessedOn")).toContainText("評估日不得晚於今日");
  await expect(messageAt(page, "note")).toContainText("最多 1000 字");
  await expect(field(page, "problem_1")).toHaveValue("備餐問題");
  await expect(field(page, "assessedOn")).toHaveValue(TOMORROW);
  expect((await field(page, "note").inputValue()).length).toBe(MEGABYTE.length);
  expect(await countOf("assessment", "case_id", id)).toBe(0);
});

test("a file that is not what its name says is refused, and the kind that was chosen stays", async ({
  page,
}) => {
  test.slow();
  await signInAs(page, demoAccount("care_specialist"));
  const file = await takenIn(page, `測試附件${Date.now().toString(36)}`);
  await page.goto(`${file}/documents`);
  await field(page, "kind").selectOption("contact");
  const program = {
    name: "紀錄.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("MZ\u0090\u0000 not a document"),
  };
  await field(page, "file").setInputFiles(program);
  await page.getByRole("button", { name: "上傳", exact: true }).click();
  await expect(messageAt(page, "file")).toContainText("檔案內容不是可接受的種類");
  await expect(field(page, "kind")).toHaveValue("contact");
  expect(await countOf("document", "case_id", file.split("/").at(-1) ?? "")).toBe(0);
});

test("a second plan, a code that is not in force, a visit of tomorrow and a long goal are refused at the field", async ({
  page,
  context,
}) => {
  test.slow();
  const [row] = await siteSql<{ id: string }>(
    `SELECT f.id FROM case_file f JOIN client c ON c.id = f.client_id
      WHERE f.jurisdiction_id = 'taoyuan' AND c.name = '示範·辛夷'`,
  );
  const id = row?.id ?? "";
  await siteSql("DELETE FROM plan_item WHERE plan_id IN (SELECT id FROM care_plan WHERE case_id = $1)", [id]);
  await siteSql("DELETE FROM care_plan WHERE case_id = $1", [id]);
  await signInAs(page, demoAccount("a_unit_manager", "taoyuan"));
  const other = await context.newPage();
  await other.goto(`/cases/${id}/plan`);
  await page.goto(`/cases/${id}/plan`);
  await page.getByRole("button", { name: "開始擬訂" }).click();
  await page.waitForURL(/\/plan\/[0-9a-f-]{36}\/edit/u);

  await other.getByRole("button", { name: "開始擬訂" }).click();
  await expect(other.getByText("個案已有一份尚未核定的計畫").first()).toBeVisible();
  expect(await countOf("care_plan", "case_id", id)).toBe(1);

  await withoutLimits(page);
  await field(page, "visitedOn").fill(TOMORROW);
  await field(page, "code-0").fill("CB01");
  await field(page, "quantity-0").fill("1");
  await field(page, "goal-0").fill("目".repeat(301));
  await field(page, "code-1").fill("ZZ99");
  await field(page, "quantity-1").fill("0");
  await page.getByRole("button", { name: "儲存草稿" }).click();
  await expect(page.getByText(/照顧目標最多 300 字/).first()).toBeVisible();
  await expect(page.getByText(/請填數量/).first()).toBeVisible();
  await expect(field(page, "code-0")).toHaveValue("CB01");
  await expect(field(page, "visitedOn")).toHaveValue(TOMORROW);

  await field(page, "goal-0").fill("增加營養");
  await field(page, "quantity-1").fill("2");
  await page.getByRole("button", { name: "儲存草稿" }).click();
  await expect(page.getByText(/CB01.*(未施行|停止|114\/08\/31|不在)/).first()).toBeVisible();
  await expect(page.getByText(/ZZ99/).first()).toBeVisible();
  await expect(page.getByText(/不[得能]晚於/).first()).toBeVisible();
  await expect(field(page, "goal-0")).toHaveValue("增加營養");
  const [kept] = await siteSql<{ n: number }>(
    "SELECT count(*)::int AS n FROM plan_item i JOIN care_plan p ON p.id = i.plan_id WHERE p.case_id = $1",
    [id],
  );
  expect(kept?.n).toBe(0);
});
