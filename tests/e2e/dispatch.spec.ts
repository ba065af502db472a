import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { demoAccount, signInAs } from "../support/signed-in";

// On the demo: an A unit dispatches and keeps its order, a B unit answers.

const PHONE = { width: 390, height: 844 };

/** Today as officials write it. */
function rocToday(): string {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Taipei" })
    .format(new Date())
    .split("-");
  return `${Number(year) - 1911}/${month}/${day}`;
}

test("after a decline the next unit in turn is offered, and the dispatch keeps what it was decided from", async ({
  page,
}) => {
  await signInAs(page, demoAccount("a_unit_manager"));
  // The demo has others that were declined, for whom nobody in the order is left.
  await page.goto(`/dispatch/referrals?state=declined&q=${encodeURIComponent("應無恙")}`);
  await page.getByRole("rowheader").getByRole("link").first().click();
  await page.getByRole("link", { name: "開啟個案派案" }).click();
  const table = page.getByRole("table", { name: /輪序/ }).first();
  const declined = page.getByRole("table", { name: "過去的派案" }).getByRole("row", { name: /已婉拒/ });
  const code = /\bB\w+\d+/.exec((await declined.first().textContent()) ?? "")?.[0] ?? "";
  await expect(table.getByRole("row", { name: new RegExp(`${code} .*略過：`) })).toBeVisible();
  await expect(table.getByText("輪到本單位")).toHaveCount(1);
  expect(await seriousViolations(page)).toEqual([]);
  await page
    .getByRole("button", { name: /^依輪序派給/ })
    .first()
    .click();
  await page.waitForURL("**done=sent");
  await expect(page.getByRole("status").filter({ hasText: "已派案" })).toBeVisible();
  await page.getByText("派案依據").first().click();
  await expect(page.getByText(/輪派案機制b/).first()).toBeVisible();
});

test("a B unit accepts a referral on a phone and records the first service", async ({ page }) => {
  await page.setViewportSize(PHONE);
  await signInAs(page, demoAccount("b_unit_staff"));
  await page.goto("/dispatch/referrals?state=waiting");
  await page.getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "回復照會" })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.locator("input[name=plannedStartOn]").fill("100/01/01");
  await page.getByRole("button", { name: "承接", exact: true }).click();
  await expect(page.getByText(/預定開始日不能早於派案日/).first()).toBeVisible();
  await expect(page.locator("input[name=plannedStartOn]")).toHaveValue("100/01/01");
  await page.locator("input[name=plannedStartOn]").fill(rocToday());
  await page.getByRole("button", { name: "承接", exact: true }).click();
  await page.waitForURL("**done=accepted");
  await page.locator("input[name=firstServiceOn]").fill(rocToday());
  await page.getByRole("button", { name: "登錄第一次服務日" }).click();
  await page.waitForURL("**done=began");
  await expect(page.getByText("已登錄第一次服務日。")).toBeVisible();
});

test("a B unit states its capacity", async ({ page }) => {
  await signInAs(page, demoAccount("b_unit_staff"));
  await page.goto("/dispatch/capacity");
  await page.locator("select[name=service]").selectOption({ index: 1 });
  await page.locator("select[name=districtId]").selectOption({ label: "西屯區" });
  await page.locator("input[name=capacity]").fill("7");
  await page.getByRole("button", { name: "儲存量能" }).click();
  await page.waitForURL("**done=stated");
  await expect(page.getByRole("row", { name: /西屯區/ }).first()).toContainText("尚可收 7 案");
  expect(await seriousViolations(page)).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an A unit draws up an order, moves its units and sends it to the centre", async ({ page }) => {
    await signInAs(page, demoAccount("a_unit_manager"));
    await page.goto("/dispatch/rotations/new");
    await page.locator("select[name=area]").selectOption({ label: "城中1" });
    await page.locator("select[name=service]").selectOption({ label: "專業服務" });
    await page.getByRole("button", { name: "建立草稿" }).click();
    await page.waitForURL(/\/dispatch\/rotations\/[0-9a-f-]{36}/);
    const units = page.getByRole("table", { name: /輪序/ }).getByRole("rowheader");
    const second = (await units.nth(1).textContent())?.split(" ")[0] ?? "";
    await page.locator("textarea[name=inventoryNote]").fill("本區專業服務量能足夠");
    await page.getByRole("button", { name: /上移/ }).first().click();
    await expect(units.first()).toContainText(second);
    await expect(page.locator("textarea[name=inventoryNote]")).toHaveValue("本區專業服務量能足夠");
    await page.getByRole("button", { name: "送照管中心審核" }).click();
    await page.waitForURL("**done=submitted");
    await expect(page.getByText("待照管中心審核").first()).toBeVisible();
  });
});
