import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { anOwnAccount, demoAccount, fillSignIn, signInAs, siteSql } from "../support/signed-in";

test("a wrong password keeps the login; the right one leads to the page that was asked for", async ({
  page,
}) => {
  await page.goto("/account?from=test");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const { login, password } = demoAccount("care_supervisor");
  await fillSignIn(page, { login, password: "not-the-password" });
  await expect(page.getByText("無法登入：帳號或密碼不正確")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "帳號" })).toHaveValue(login);
  await fillSignIn(page, { login, password });
  await expect(page).toHaveURL(/\/account\?from=test$/);
  await expect(page.getByRole("heading", { name: "我的帳號" })).toBeVisible();
});

test("empty fields are named", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "登入", exact: true }).click();
  await expect(page.getByRole("link", { name: /請輸入帳號/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /請輸入密碼/ })).toBeVisible();
});

test("five failures lock the account, also for the right password, until an admin unlocks it", async ({
  page,
  browser,
}) => {
  const person = await anOwnAccount();
  await page.goto("/sign-in");
  for (let n = 1; n <= 5; n += 1) {
    await fillSignIn(page, { ...person, password: `wrong-${n}` });
    await expect(page.getByText(n < 5 ? "帳號或密碼不正確" : "帳號已鎖定至")).toBeVisible();
    await page.reload();
  }
  await fillSignIn(page, person);
  await expect(page.getByText(/帳號已鎖定至 \d{3}\/\d{2}\/\d{2} \d{2}:\d{2}/)).toBeVisible();

  const office = await browser.newContext();
  const admin = await office.newPage();
  await signInAs(admin, demoAccount("bureau_admin"));
  await admin.goto(`/admin/accounts?q=${person.login}&state=locked`);
  await admin.getByRole("link", { name: person.name }).click();
  await expect(admin.getByText("帳號鎖定").first()).toBeVisible();
  await admin.getByRole("button", { name: "解除鎖定" }).click();
  await expect(admin.getByText("已解除鎖定。")).toBeVisible();
  await office.close();

  await fillSignIn(page, person);
  await page.waitForURL(/\/today/);
});

test("nobody is led away from the product", async ({ page }) => {
  const { login, password } = demoAccount("care_specialist");
  await page.goto("/sign-in?next=//evil.example/x");
  await fillSignIn(page, { login, password });
  await page.waitForURL(/\/today/);
});

test("signing out ends the session on the server, not only in the browser", async ({
  page,
  context,
  request,
}) => {
  await signInAs(page, await anOwnAccount());
  const cookies = await context.cookies();
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const before = await request.get("/api/auth/session", { headers: { Cookie: header } });
  expect(await before.json()).toMatchObject({ user: { name: expect.stringContaining("測試人員") } });

  await page
    .getByRole("button", { name: /測試人員/ })
    .or(page.locator("summary", { hasText: "測試人員" }))
    .click();
  await page.getByRole("button", { name: "登出" }).click();
  await expect(page.getByText("您已登出。")).toBeVisible();
  const after = await request.get("/api/auth/session", { headers: { Cookie: header } });
  expect(await after.json()).toEqual({});
  await context.addCookies(cookies);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?reason=session&next=%2Faccount/);
});

test("an account that was closed is out at its next request", async ({ page }) => {
  const person = await anOwnAccount();
  await signInAs(page, person);
  await siteSql(
    "UPDATE account SET state = 'closed', closed_at = now(), closed_reason = 'x', version = version + 1 WHERE id = $1",
    [person.id],
  );
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?reason=session/);
  await fillSignIn(page, person);
  await expect(page.getByText("帳號或密碼不正確")).toBeVisible();
});

test("the keyboard alone signs in", async ({ page }) => {
  const { login, password } = demoAccount("b_unit_staff");
  await page.goto("/sign-in");
  const field = page.getByRole("textbox", { name: "帳號" });
  for (let n = 0; n < 10 && !(await field.evaluate((node) => node === document.activeElement)); n += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type(login);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/today/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in keeps what was typed, signs in, and signs out", async ({ page }) => {
    const { login, password } = demoAccount("bureau_officer");
    await page.goto("/sign-in?next=/account");
    await fillSignIn(page, { login, password: "not-the-password" });
    await expect(page.getByText("帳號或密碼不正確")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "帳號" })).toHaveValue(login);
    await expect(page.getByRole("textbox", { name: "密碼" })).toHaveValue("");
    await fillSignIn(page, { login, password });
    await expect(page).toHaveURL(/\/account$/);
    await page.locator("summary", { hasText: "示範" }).click();
    await page.getByRole("button", { name: "登出" }).click();
    await expect(page.getByText("您已登出。")).toBeVisible();
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("a post of more than 12 MB comes back to its page", async ({ request }) => {
    const answer = await request.post("/sign-in?next=/units", {
      multipart: { file: { name: "big.csv", mimeType: "text/csv", buffer: Buffer.alloc(13 * 1024 * 1024) } },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toMatch(/\/sign-in\?next=%2Funits&error=too_large$/);
  });
});

test("every answer carries the security headers, and no script without the page's nonce runs", async ({
  page,
  request,
}) => {
  for (const path of ["/sign-in", "/account", "/api/auth/session", "/set-password/none"]) {
    const { headers } = { headers: (await request.get(path, { maxRedirects: 0 })).headers() };
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  const policies = await Promise.all(
    [1, 2].map(async () => (await request.get("/sign-in")).headers()["content-security-policy"]),
  );
  expect(policies[0]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic';/);
  expect(policies[0]).not.toBe(policies[1]);
  await page.goto("/sign-in");
  // The switch appears with hydration: the page's own scripts did run under the policy.
  await expect(page.getByRole("button", { name: "顯示密碼" })).toBeVisible();
});

test("axe finds nothing serious on the pages before signing in", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-in?reason=signed_out", "/set-password/none"]) {
    await page.goto(path);
    expect(await seriousViolations(page)).toEqual([]);
  }
});
