import type { Browser, Locator, Page } from "@playwright/test";
import type { Role } from "@/prisma/generated/enums";
import { expect, test } from "../support/browser";
import { aNationalId, demoAccount, signInAs, siteSql } from "../support/signed-in";

// One case goes from the application to the filed monthly table, through the five roles whose work it is.

const NAME = `測試行者${Math.floor(Math.random() * 1e6)}`;

async function as(browser: Browser, role: Role): Promise<Page> {
  const page = await (await browser.newContext({ locale: "zh-TW", timezoneId: "Asia/Taipei" })).newPage();
  await signInAs(page, demoAccount(role));
  return page;
}

/** Today as officials write it. */
function rocToday(): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Taipei" }).format(new Date()).split("-");
  return `${Number(parts[0]) - 1911}/${parts[1]}/${parts[2]}`;
}

async function openCase(page: Page, tab = ""): Promise<string> {
  await page.goto(`/cases?q=${encodeURIComponent(NAME)}&status=all`);
  const href = await page.getByRole("link", { name: NAME }).first().getAttribute("href");
  expect(href, "the case is on the list").not.toBeNull();
  await page.goto(`${href}${tab}`);
  return href ?? "";
}

test("a case walks from application to a filed monthly table through five roles", async ({ browser }) => {
  // Ten steps by five people.
  test.setTimeout(600_000);

  const specialist = await as(browser, "care_specialist");
  await test.step("the specialist takes the application", async () => {
    await specialist.goto("/cases/new");
    await specialist.locator("[name=nationalId]").fill(aNationalId());
    await specialist.getByRole("button", { name: "查詢", exact: true }).click();
    await specialist.locator("[name=name]").fill(NAME);
    await specialist.locator("[name=source]").selectOption({ index: 1 });
    await specialist.locator("[name=appliedOn]").fill(rocToday());
    await specialist.locator("[name=sex]").selectOption("female");
    await specialist.locator("[name=bornOn]").fill("30/05/06");
    await specialist.locator("[name=districtId]").selectOption("66000060");
    await specialist.locator("[name=address]").fill("測試路 1 號");
    await specialist.locator("[name=phone]").fill("04-0000-0000");
    await specialist
      .locator("main form")
      .filter({ has: specialist.locator("[name=name]") })
      .locator("button[type=submit]")
      .last()
      .click();
    await specialist.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    await expect(specialist.getByRole("heading", { level: 1 })).toContainText(NAME);
  });

  await test.step("and assesses the person at level 4", async () => {
    await openCase(specialist, "/assessments/new");
    await specialist.locator("[name=assessedOn]").fill(rocToday());
    await specialist.locator("[name=needLevel]").selectOption("4");
    await specialist.locator("[name=copayClass]").selectOption("3");
    await specialist.locator("[name=problem_1]").fill("備餐問題");
    await specialist.getByRole("button", { name: "儲存評估" }).click();
    await specialist.waitForURL((url) => !url.pathname.endsWith("/new"));
  });

  let caseId = "";
  await test.step("the centre gives the case to the A unit that the family named", async () => {
    caseId = (await openCase(specialist)).split("/").at(-1) ?? "";
    await specialist.goto(`/dispatch/centre/${caseId}`);
    const form = specialist.locator("form").filter({ has: specialist.locator("select[name=unitId]") });
    await form.locator("[name=basis][value=client_choice]").check();
    await choose(form.locator("select[name=unitId]"), "示範安禾社區");
    await form.getByRole("button", { name: "派案", exact: true }).click();
    await expectStatus(caseId, "dispatched");
  });

  const manager = await as(browser, "a_unit_manager");
  await test.step("the unit's manager gives it to a case manager with headroom", async () => {
    await manager.goto(`/dispatch/managers/cases/${caseId}`);
    await manager.getByRole("radio", { name: /示範·石沐言/u }).check();
    await manager.getByRole("button", { name: "分派", exact: true }).click();
    await expectStatus(caseId, "assigned");
  });

  const caseManager = await as(browser, "case_manager");
  await test.step("the case manager drafts the plan beside the problem and hands it in", async () => {
    await caseManager.goto(`/cases/${caseId}/plan`);
    await caseManager.getByRole("button", { name: "開始擬訂" }).click();
    await caseManager.waitForURL(/\/plan\/[0-9a-f-]{36}\/edit/u);
    await caseManager.locator("[name=visitedOn]").fill(rocToday());
    await caseManager.locator("[name=code-0]").fill("BA05");
    await caseManager.locator("[name=quantity-0]").fill("20");
    await caseManager.locator("[name=problem-0]").selectOption({ index: 1 });
    await caseManager.locator("[name=goal-0]").fill("三餐規律");
    await caseManager.locator("button[name=intent][value=submit]").click();
    await expectRow("SELECT 1 FROM care_plan WHERE case_id = $1 AND status = 'submitted'", caseId);
  });

  await test.step("the specialist approves it", async () => {
    await openCase(specialist, "/plan");
    const [plan] = await siteSql<{ id: string }>("SELECT id FROM care_plan WHERE case_id = $1", [caseId]);
    await specialist.goto(`/cases/${caseId}/plan/${plan?.id}`);
    await specialist.getByRole("button", { name: "核定", exact: true }).click();
    await expectStatus(caseId, "in_service");
  });

  await test.step("the case manager dispatches home care by rotation: the full and the suspended unit are passed over", async () => {
    await caseManager.goto(`/cases/${caseId}/dispatch`);
    await caseManager.getByRole("button", { name: /^依輪序派給 BD01/u }).click();
    await expectRow(
      "SELECT 1 FROM dispatch WHERE case_id = $1 AND service = 'home_care' AND state = 'waiting'",
      caseId,
    );
  });

  await test.step("the B unit takes the referral and records the first service", async () => {
    const provider = await as(browser, "b_unit_staff");
    const [sent] = await siteSql<{ id: string }>(
      "SELECT id FROM dispatch WHERE case_id = $1 AND service = 'home_care'",
      [caseId],
    );
    await provider.goto(`/dispatch/referrals/${sent?.id}`);
    await provider.locator("[name=plannedStartOn]").fill(rocToday());
    await provider.getByRole("button", { name: "承接", exact: true }).click();
    await expectRow("SELECT 1 FROM dispatch WHERE id = $1 AND state = 'accepted'", sent?.id ?? "");
    await provider.goto(`/dispatch/referrals/${sent?.id}`);
    await provider.locator("[name=firstServiceOn]").fill(rocToday());
    await provider.getByRole("button", { name: "登錄第一次服務日" }).click();
    await expectRow(
      "SELECT 1 FROM clock WHERE subject_id = $1 AND kind = 'first_service' AND done_on IS NOT NULL",
      sent?.id ?? "",
    );
  });

  await test.step("the unit explains the flags of last month's table and files it", async () => {
    await manager.goto("/dispatch/monthly");
    const month = lastMonth();
    const [unit] = await siteSql<{ id: string }>(
      "SELECT id FROM unit WHERE jurisdiction_id = 'taichung' AND code = 'AD01'",
    );
    await manager.goto(`/dispatch/monthly/${unit?.id}/${month}`);
    await manager
      .locator("textarea[name=text]")
      .fill("以個案選擇為優先，其次依核定之輪序表派案，每月公布派案情形。");
    await manager.getByRole("button", { name: "儲存派案原則" }).click();
    await expectRow("SELECT 1 FROM dispatch_principles WHERE a_unit_id = $1", unit?.id ?? "");
    await manager.reload();
    for (const box of await manager.locator('textarea[name^="why:"]').all())
      await box.fill("區內僅此單位有量能。");
    await manager.getByRole("button", { name: "提交月報" }).click();
    await expectRow(
      "SELECT 1 FROM monthly_dispatch_table WHERE a_unit_id = $1 AND state = 'filed'",
      unit?.id ?? "",
    );
  });
});

async function choose(select: Locator, text: string): Promise<void> {
  const value = await select.locator("option", { hasText: text }).first().getAttribute("value");
  expect(value, `an option with ${text}`).not.toBeNull();
  await select.selectOption(value);
}

async function expectRow(sql: string, id: string): Promise<void> {
  await expect.poll(async () => (await siteSql(sql, [id])).length, { message: sql }).toBe(1);
}

function expectStatus(caseId: string, status: string): Promise<void> {
  return expectRow(`SELECT 1 FROM case_file WHERE id = $1 AND status = '${status}'`, caseId);
}

/** The month before this one, as the address has it. */
function lastMonth(): string {
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  return first.toISOString().slice(0, 7);
}
