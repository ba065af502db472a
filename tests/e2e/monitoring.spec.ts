import type { Page } from "@playwright/test";
import { today } from "@/lib/platform/clock";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { demoAccount, signInAs, siteSql } from "../support/signed-in";

// AA02 is entered on a telephone beside the client's bed as often as at a desk.

const MONTH = today().slice(0, 7);
const LOGIN = demoAccount("a_unit_manager", "taoyuan");

/** Takes back what an earlier run of this file recorded, so that the list has people in it. */
test.beforeEach(async () => {
  await siteSql(
    `DELETE FROM outward_referral WHERE monitoring_id IN
       (SELECT id FROM monitoring WHERE jurisdiction_id = 'taoyuan' AND month = $1::date)`,
    [`${MONTH}-01`],
  );
  await siteSql("DELETE FROM monitoring WHERE jurisdiction_id = 'taoyuan' AND month = $1::date", [
    `${MONTH}-01`,
  ]);
  await siteSql("UPDATE clock SET done_on = NULL WHERE jurisdiction_id = 'taoyuan' AND subject_id LIKE $1", [
    `%/${MONTH}`,
  ]);
});

const progress = (page: Page) => page.getByText(/照顧管理進度：\d+ \/ \d+/);

async function doneCount(page: Page): Promise<number> {
  return Number(/：([\d,]+) \//.exec((await progress(page).textContent()) ?? "")?.[1]);
}

test.describe("On a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a list is worked off case by case, with a referral, and a refusal keeps what was typed", async ({
    page,
  }) => {
    test.slow();
    await signInAs(page, LOGIN);
    await page.goto("/monitoring");
    const before = await doneCount(page);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "開始逐案登錄" }).click();
    await expect(page).toHaveURL(/\/monitoring\/[0-9a-f-]{36}/);
    const first = page.url();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );

    await page.getByRole("textbox", { name: "問題與需求" }).fill("夜間照顧吃緊");
    await page.getByText("轉介其他資源（").click();
    await page.getByRole("checkbox", { name: "轉介：家庭照顧者支持" }).check();
    await page.getByRole("button", { name: /^儲存/ }).click();
    await expect(page.getByText("請填受理單位").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "問題與需求" })).toHaveValue("夜間照顧吃緊");

    await page.getByRole("textbox", { name: "家庭照顧者支持的受理單位" }).fill("示範照顧者支持據點");
    await page.getByRole("button", { name: /^儲存/ }).click();
    await expect(page).not.toHaveURL(first);
    expect(await doneCount(page)).toBe(before + 1);

    await page.goto("/monitoring/referrals?q=示範照顧者支持據點");
    await page.getByRole("button", { name: "登錄結果" }).click();
    await page.getByRole("textbox", { name: "結果" }).fill("已開案");
    await page.getByRole("dialog").getByRole("button", { name: "登錄結果" }).click();
    await expect(page.getByText("沒有符合的轉介")).toBeVisible();
  });
});

test("a contact is entered with the keyboard alone", async ({ page }) => {
  await signInAs(page, LOGIN);
  await page.goto("/monitoring");
  const before = await doneCount(page);
  await page.getByRole("link", { name: "開始逐案登錄" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/monitoring\/[0-9a-f-]{36}/);
  await page.getByRole("radio", { name: "電訪" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "家訪" })).toBeChecked();
  await page.getByRole("button", { name: /^儲存/ }).focus();
  await page.keyboard.press("Enter");
  await expect(progress(page)).toContainText(`：${before + 1} /`);
});

test.describe("Without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a contact is entered, and the next case follows", async ({ page }) => {
    await signInAs(page, LOGIN);
    await page.goto("/monitoring");
    const before = await doneCount(page);
    await page.getByRole("link", { name: "開始逐案登錄" }).click();
    await page.getByRole("button", { name: /^儲存/ }).click();
    await expect(progress(page)).toContainText(`：${before + 1} /`);
  });
});
