import type { Page } from "@playwright/test";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { aNationalId, anOwnAccount, demoAccount, fillSignIn, signInAs, siteSql } from "../support/signed-in";

const NEW_PASSWORD = "Chosen-By-Me-2026";
let running = 0;

interface NewPerson {
  name: string;
  login: string;
  nationalId: string;
}

function aNewPerson(): NewPerson {
  running += 1;
  const mark = `${Date.now().toString(36)}${running}`;
  return { name: `新進${mark}`, login: `new.${mark}`, nationalId: aNationalId() };
}

async function fillNewAccount(page: Page, person: NewPerson): Promise<void> {
  await page.getByRole("textbox", { name: "姓名" }).fill(person.name);
  await page.getByRole("textbox", { name: "統一編號" }).fill(person.nationalId);
  await page.getByRole("textbox", { name: "帳號名稱" }).fill(person.login);
  await page.getByRole("button", { name: "建立帳號" }).click();
}

/** As the admin: a new officer's account; gives the link that is shown once. */
async function createOfficer(page: Page, person: NewPerson): Promise<string> {
  await page.goto("/admin/accounts/new?role=bureau_officer");
  await fillNewAccount(page, person);
  await expect(page.getByText("帳號已建立。")).toBeVisible();
  return page.getByTestId("one-time-link").inputValue();
}

test("an account is made, its person sets the password by the link and signs in; the link works once", async ({
  page,
  browser,
}) => {
  const person = aNewPerson();
  await signInAs(page, demoAccount("bureau_admin"));
  const link = await createOfficer(page, person);

  const desk = await browser.newContext();
  const own = await desk.newPage();
  await own.goto(link);
  await expect(own.getByText(person.name)).toBeVisible();
  await own.getByRole("textbox", { name: "新密碼", exact: false }).first().fill("too-short");
  await own.getByRole("textbox", { name: "再輸入一次新密碼" }).fill("different");
  await own.getByRole("button", { name: "設定密碼" }).click();
  await expect(own.getByText("兩次輸入的新密碼不同").first()).toBeVisible();
  await own.locator("input[name=password]").fill("too-short");
  await own.locator("input[name=passwordAgain]").fill("too-short");
  await own.getByRole("button", { name: "設定密碼" }).click();
  await expect(own.getByText(/至少 12 個字元（目前 9 個）/).first()).toBeVisible();
  await own.locator("input[name=password]").fill(NEW_PASSWORD);
  await own.locator("input[name=passwordAgain]").fill(NEW_PASSWORD);
  await own.getByRole("button", { name: "設定密碼" }).click();
  await expect(own.getByText("密碼已設定")).toBeVisible();
  await fillSignIn(own, { login: person.login, password: NEW_PASSWORD });
  await own.waitForURL(/\/today/);
  await own.goto(link);
  await expect(own.getByText("這個連結已經使用過")).toBeVisible();
  await desk.close();
});

test("the same person is refused a second account, and the form says who has the first", async ({ page }) => {
  const first = aNewPerson();
  await signInAs(page, demoAccount("bureau_admin"));
  await createOfficer(page, first);
  await page.goto("/admin/accounts/new?role=care_supervisor");
  await fillNewAccount(page, { ...aNewPerson(), nationalId: first.nationalId });
  await expect(page.getByText(`${first.name}（${first.login}）`).first()).toBeVisible();
  await page.getByRole("textbox", { name: "統一編號" }).fill("A123456780");
  await page.getByRole("button", { name: "建立帳號" }).click();
  await expect(page.getByText("檢查碼不符").first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an account is made in two steps, and a refused form keeps what was typed", async ({ page }) => {
    const person = aNewPerson();
    await signInAs(page, demoAccount("bureau_admin"));
    await page.goto("/admin/accounts/new");
    await page.getByRole("radio", { name: /A 單位個案管理員/ }).check();
    await page.getByRole("button", { name: "下一步" }).click();
    await fillNewAccount(page, person);
    await expect(page.getByText("請選擇A 單位個案管理員所屬的 A 單位").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "姓名" })).toHaveValue(person.name);
    await expect(page.getByRole("textbox", { name: "帳號名稱" })).toHaveValue(person.login);
    await page.getByRole("combobox", { name: /所屬 A 單位/ }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "建立帳號" }).click();
    await expect(page.getByTestId("one-time-link")).toHaveValue(/\/set-password\/[\w-]{43}$/);
  });
});

test("a change of role puts the person out; a form from before the change is refused", async ({
  page,
  browser,
}) => {
  const person = await anOwnAccount();
  const desk = await browser.newContext();
  const own = await desk.newPage();
  await signInAs(own, person);

  await signInAs(page, demoAccount("bureau_admin"));
  const stale = await page.context().newPage();
  await stale.goto(`/admin/accounts/${person.id}/edit`);
  await page.goto(`/admin/accounts/${person.id}`);
  await page.getByRole("link", { name: "變更資料" }).click();
  await page.getByRole("combobox", { name: "角色" }).selectOption("care_specialist");
  await page.getByRole("button", { name: "改選" }).click();
  await expect(page).toHaveURL(/role=care_specialist/);
  await page.getByRole("checkbox", { name: "西屯區" }).check();
  await page.getByRole("button", { name: "儲存變更" }).click();
  await expect(page.getByText("帳號資料已變更")).toBeVisible();
  await expect(page.getByText("長照科承辦人").first()).toBeVisible();

  await stale.getByRole("textbox", { name: "姓名" }).fill("另一個名字");
  await stale.getByRole("button", { name: "儲存變更" }).click();
  await expect(stale.getByText("在您開啟後已被變更")).toBeVisible();
  await expect(stale.getByRole("textbox", { name: "姓名" })).toHaveValue("另一個名字");

  await own.goto("/account");
  await expect(own).toHaveURL(/\/sign-in\?reason=session/);
  await desk.close();
});

test("the national ID shows in part, in full after asking, and both openings are in the audit", async ({
  page,
}) => {
  const person = aNewPerson();
  await signInAs(page, demoAccount("bureau_admin"));
  await createOfficer(page, person);
  await page.getByRole("link", { name: "開啟這個帳號" }).click();
  await expect(page.getByRole("heading", { name: person.name })).toBeVisible();
  const masked = `${person.nationalId.slice(0, 3)}****${person.nationalId.slice(-3)}`;
  await expect(page.getByText(masked)).toBeVisible();
  await expect(page.getByText(person.nationalId)).toHaveCount(0);
  await page.getByRole("button", { name: /顯示完整統一編號/ }).click();
  await expect(page.getByTestId("national-id")).toHaveText(person.nationalId);
  await page.getByRole("link", { name: "全部紀錄" }).click();
  const table = page.getByRole("table", { name: "稽核紀錄" });
  await expect(table.getByText("查看帳號的統一編號")).toHaveCount(1);
  await expect(table.getByText("開啟帳號資料")).toHaveCount(1);
  await expect(page.getByText(person.nationalId)).toHaveCount(0);
});

test("closing asks for a reason, and a closed account can be opened again", async ({ page }) => {
  const person = await anOwnAccount();
  await signInAs(page, demoAccount("bureau_admin"));
  await page.goto(`/admin/accounts/${person.id}`);
  await page.getByRole("button", { name: "停用帳號" }).click();
  await page.getByRole("button", { name: "確認停用" }).click();
  await expect(page.getByText("請輸入停用原因").first()).toBeVisible();
  await page.getByRole("textbox", { name: "停用原因" }).fill("調職");
  await page.getByRole("button", { name: "確認停用" }).click();
  await expect(page.getByText("帳號已停用；")).toBeVisible();
  await page.getByRole("button", { name: "恢復帳號" }).click();
  await expect(page.getByText("帳號已恢復")).toBeVisible();
  await page.getByRole("button", { name: "產生設定密碼連結" }).click();
  await expect(page.getByTestId("one-time-link")).toHaveValue(/\/set-password\/[\w-]{43}$/);
});

test.describe("pages outside one's charge", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("do not exist: other units' accounts for a manager, any for an officer", async ({ page, browser }) => {
    const stranger = await anOwnAccount();
    await signInAs(page, demoAccount("a_unit_manager"));
    await page.goto("/admin/accounts");
    await expect(page.getByRole("link", { name: "示範·石沐言" })).toBeVisible();
    await expect(page.getByRole("link", { name: "示範·管理員" })).toHaveCount(0);
    for (const path of [`/admin/accounts/${stranger.id}`, "/admin/accounts/not-an-id"]) {
      expect((await page.goto(path))?.status()).toBe(404);
    }
    await page.goto("/admin/accounts/new");
    await expect(page.getByRole("radio")).toHaveCount(2);

    const desk = await browser.newContext();
    const officer = await desk.newPage();
    await signInAs(officer, demoAccount("bureau_officer"));
    for (const path of ["/admin/accounts", "/admin/accounts/new", "/admin/accounts/export"]) {
      expect((await officer.request.get(path)).status()).toBe(404);
    }
    await desk.close();
  });
});

test("one's own account: other sign-ins are seen and ended, the password is changed", async ({
  page,
  browser,
}) => {
  const person = await anOwnAccount();
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signInAs(elsewhere, person);
  await signInAs(page, person);
  await page.goto("/account");
  await page.getByRole("button", { name: "結束", exact: true }).click();
  await expect(page.getByText("已結束所選的登入。")).toBeVisible();
  await elsewhere.goto("/account");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();

  await page.locator("input[name=currentPassword]").fill("not-it");
  await page.locator("input[name=password]").fill(NEW_PASSWORD);
  await page.locator("input[name=passwordAgain]").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "變更密碼" }).click();
  await expect(page.getByText("目前的密碼不正確").first()).toBeVisible();
  await page.locator("input[name=currentPassword]").fill(person.password);
  await page.locator("input[name=password]").fill(person.password);
  await page.locator("input[name=passwordAgain]").fill(person.password);
  await page.getByRole("button", { name: "變更密碼" }).click();
  await expect(page.getByText("須與最近 3 次使用的密碼不同").first()).toBeVisible();
  await page.locator("input[name=password]").fill(NEW_PASSWORD);
  await page.locator("input[name=passwordAgain]").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "變更密碼" }).click();
  await expect(page.getByText("密碼已變更；")).toBeVisible();
  await page.goto("/today");
  await expect(page).toHaveURL(/\/today/);
});

test("the account list is searched, filtered, sorted and taken out as CSV, which is in the audit", async ({
  page,
}) => {
  const person = await anOwnAccount("case_manager", "AD01");
  await signInAs(page, demoAccount("bureau_admin"));
  await page.goto("/admin/accounts");
  await page.getByRole("searchbox", { name: "姓名或帳號" }).fill(person.name.slice(0, 8));
  await page.getByRole("combobox", { name: "角色" }).selectOption("case_manager");
  await page.getByRole("button", { name: "篩選" }).click();
  await expect(page).toHaveURL(/role=case_manager/);
  await expect(page.getByRole("link", { name: person.name })).toBeVisible();
  await expect(page.getByRole("link", { name: "示範·管理員" })).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^帳號清單_\d{7}\.csv$/);
  const [entry] = await siteSql<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit_entry WHERE action = 'account.list_exported'",
  );
  expect(entry?.n).toBeGreaterThan(0);
});

test("the audit is filtered by action, person, period and text", async ({ page }) => {
  const person = await anOwnAccount("care_specialist");
  await page.goto("/sign-in");
  await fillSignIn(page, { ...person, password: "wrong" });
  await expect(page.getByText("帳號或密碼不正確")).toBeVisible();
  await signInAs(page, person);
  await page.goto("/admin/audit");
  await expect(page.getByText("您本人的操作紀錄。")).toBeVisible();
  await expect(page.getByRole("table", { name: "稽核紀錄" }).getByRole("row")).toHaveCount(2);

  await page.context().clearCookies();
  await signInAs(page, demoAccount("bureau_admin"));
  await page.goto("/admin/audit");
  await page.getByRole("combobox", { name: "動作" }).selectOption("account.sign_in_failed");
  await page.getByRole("searchbox", { name: "內容文字" }).fill(person.login);
  await page.getByRole("button", { name: "篩選" }).click();
  const rows = page.getByRole("table", { name: "稽核紀錄" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("登入失敗");
  await expect(rows.nth(1)).toContainText(person.name);
  await page.getByRole("textbox", { name: "迄日" }).fill("110/1/1");
  await page.getByRole("textbox", { name: "起日" }).fill("");
  await page.getByRole("button", { name: "篩選" }).click();
  await expect(page.getByText("沒有符合的紀錄")).toBeVisible();
});

test("axe finds nothing serious, at a desk and on a phone, and nothing is wider than the screen", async ({
  page,
}) => {
  test.slow();
  const person = await anOwnAccount("case_manager", "AD01");
  await signInAs(page, demoAccount("bureau_admin"));
  const paths = [
    "/admin/accounts",
    "/admin/accounts/new",
    "/admin/accounts/new?role=case_manager",
    "/admin/accounts/new?role=care_specialist",
    `/admin/accounts/${person.id}`,
    `/admin/accounts/${person.id}/edit`,
    "/admin/audit",
    "/account",
  ];
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    for (const path of paths) {
      await page.goto(path);
      expect(await seriousViolations(page), `${path} at ${size.width}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} at ${size.width}`).toBeLessThanOrEqual(0);
    }
  }
});
