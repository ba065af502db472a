import type { Locator, Page } from "@playwright/test";
import type { DemoAccount } from "@/prisma/seed/demo";
import { expect, test } from "../support/browser";

// Intake, assessment, documents and closing in a browser. The national ID is the ministry's own sample.

const SAMPLE_ID = "A123456789";

async function signIn(page: Page, role: DemoAccount["role"]): Promise<void> {
  const accounts: DemoAccount[] = JSON.parse(process.env.E2E_ACCOUNTS ?? "[]");
  const account = accounts.find((each) => each.role === role && each.login.endsWith("taichung"));
  if (!account) throw new Error(`no demo account of ${role}`);
  await page.goto("/sign-in");
  await page.getByLabel("帳號").fill(account.login);
  await page.getByRole("textbox", { name: "密碼" }).fill(account.password);
  await page.getByRole("button", { name: "登入" }).click();
  await page.waitForURL("**/today");
}

const field = (page: Page | Locator, name: string) => page.locator(`[name="${name}"]`);

async function identify(page: Page, id: string): Promise<void> {
  await page.goto("/cases/new");
  await field(page, "nationalId").fill(id);
  await page.getByRole("button", { name: "查詢" }).click();
}

test("an application is taken, assessed, documented, closed and found again", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "care_supervisor");

  await identify(page, "A123456788");
  await expect(page.getByText("檢查碼不符").first()).toBeVisible();
  await expect(field(page, "nationalId")).toHaveValue("A123456788");

  await identify(page, SAMPLE_ID);
  await page.waitForURL("**person=**");
  expect(page.url()).not.toContain(SAMPLE_ID);
  await field(page, "source").selectOption("hotline_1966");
  await field(page, "name").fill("示範甲申請");
  await field(page, "sex").selectOption("female");
  await field(page, "bornOn").fill("29/05/06");
  await field(page, "districtId").selectOption({ label: "西屯區" });
  await field(page, "address").fill("示範路 1 號");
  await field(page, "phone").fill("04-0000-0000");
  await field(page, "appliedOn").fill("199/01/01");
  await page.getByRole("button", { name: "受理申請" }).click();
  await expect(page.getByText("申請日不得晚於今日。").first()).toBeVisible();
  await expect(field(page, "name")).toHaveValue("示範甲申請");
  await field(page, "appliedOn").fill("115/01/05");
  await page.getByRole("button", { name: "受理申請" }).click();
  await page.waitForURL("**done=opened");
  const file = page.url().split("?")[0] ?? "";

  await page.goto(`${file}/assessments/new`);
  await field(page, "needLevel").selectOption("4");
  await field(page, "copayClass").selectOption("3");
  await expect(page.getByText("18,580 元")).toBeVisible();
  await page.getByRole("button", { name: "儲存評估" }).click();
  await expect(page.getByText("至少填一項").first()).toBeVisible();
  await field(page, "problem_1").fill("洗澡問題");
  await page.getByRole("button", { name: "儲存評估" }).click();
  await page.waitForURL("**done=assessed");
  await expect(page.getByText("已評估，待派 A 單位").first()).toBeVisible();

  await page.goto(`${file}/documents`);
  const upload = (name: string, text: string) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });
  await field(page.getByRole("form", { name: "上傳文件" }), "kind").selectOption("consent");
  await upload("假的.pdf", "不是 PDF");
  await page.getByRole("button", { name: "上傳", exact: true }).click();
  await expect(page.getByText("檔案內容不是可接受的種類").first()).toBeVisible();
  await upload("同意書.pdf", "%PDF-1.7 示範");
  await page.getByRole("button", { name: "上傳", exact: true }).click();
  await page.waitForURL("**done=document_added");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "同意書.pdf" }).click();
  expect((await download).suggestedFilename()).toBe("同意書.pdf");

  await page.goto(file);
  await page.getByRole("button", { name: "結案", exact: true }).click();
  const dialog = page.getByRole("form", { name: "結案", exact: true });
  await field(dialog, "closeReason").selectOption("recovered");
  await dialog.getByRole("button", { name: "結案", exact: true }).click();
  await page.waitForURL("**done=closed");

  await identify(page, SAMPLE_ID);
  await expect(page.getByText("此人在本市已有個案檔案")).toBeVisible();
  const reopening = page.getByRole("form", { name: "重新受理" });
  await field(reopening, "source").selectOption("discharge_planning");
  await field(reopening, "reason").fill("出院返家");
  await reopening.getByRole("button", { name: "重新受理" }).click();
  await page.waitForURL("**done=reopened");

  await page.goto(`${file}/access`);
  await expect(page.getByText("開啟個案檔案").first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the first step of an application answers at its field and keeps what was typed", async ({ page }) => {
    await signIn(page, "care_supervisor");
    await identify(page, "B123");
    await expect(page.getByText("格式不正確").first()).toBeVisible();
    await expect(field(page, "nationalId")).toHaveValue("B123");
  });
});

test("the search over everything finds a case by number, by a part of the name, and by the ID without keeping it", async ({
  page,
}) => {
  await signIn(page, "care_supervisor");
  await page.goto("/cases?status=all&sort=number&dir=asc");
  const row = page.getByRole("row").nth(1);
  const name = (await row.getByRole("link").first().textContent()) ?? "";
  const number = /C\d{7}/.exec((await row.textContent()) ?? "")?.[0] ?? "";
  await page.goto(`/search?q=${number}`);
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await page.goto(`/search?q=${encodeURIComponent(name.slice(-2))}`);
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  await page.goto(`/search?q=${SAMPLE_ID}`);
  await page.waitForURL("**/cases?**person=**");
  expect(page.url()).not.toContain(SAMPLE_ID);
});
