import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { type Credentials, demoAccount, signInAs, siteSql } from "../support/signed-in";

// An inspector at a unit with a tablet: the form of the city, a connection that comes and goes, photographs, two people on one
// form, both signatures on the screen.

const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true };
/** What the browser says of every request that finds no connection. */
const OFFLINE = [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|fetching the script/];

test.use(TABLET);
// A whole visit, partly with two browsers.
test.describe.configure({ timeout: 180_000 });

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

type City = "taichung" | "taoyuan";

/** An inspection that has just begun at the demo's first A unit, planned and started through the pages. Returns its id. */
async function begun(page: Page, city: City = "taoyuan"): Promise<string> {
  const [unit] = await siteSql<{ id: string }>(
    "SELECT id FROM unit WHERE jurisdiction_id = $1 AND code = 'AD01'",
    [city],
  );
  await page.goto(`/inspections/new?unit=${unit?.id}`);
  await page.getByRole("button", { name: "排定查核" }).click();
  await page.waitForURL("**done=planned");
  await page.getByRole("button", { name: "開始查核" }).click();
  await page.waitForURL("**/form");
  return /inspections\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

const ready = (page: Page) => page.locator(".visit[data-ready]").waitFor();
const item = (page: Page, key: string) => page.locator(`#item-${key}`);
const tick = (page: Page, key: string, words: string) =>
  item(page, key).getByLabel(words, { exact: true }).check();
const saved = (page: Page) =>
  expect(page.getByRole("status").filter({ hasText: "已全部儲存" })).toBeVisible();

/** Whether the browser has a copy of a page, and a worker that will give it out. */
async function copied(path: string): Promise<boolean> {
  const worker = await navigator.serviceWorker.getRegistration("/inspections/");
  return Boolean(worker?.active) && (await caches.match(path)) !== undefined;
}

async function kept(id: string, key: string): Promise<Record<string, unknown> | undefined> {
  const rows = await siteSql<{ value: Record<string, unknown> }>(
    "SELECT value FROM inspection_answer WHERE inspection_id = $1 AND item_key = $2",
    [id, key],
  );
  return rows[0]?.value;
}

const ITEMS = [
  ...[
    "outward_referrals",
    "monthly_follow_up",
    "dispatch_principles",
    "staff_qualified",
    "new_staff_trained",
  ],
  ...["personal_data", "time_limits", "complaints"],
];

async function another(browser: Browser, who: Credentials): Promise<Page> {
  const context = await browser.newContext({ ...TABLET, locale: "zh-TW", timezoneId: "Asia/Taipei" });
  const page = await context.newPage();
  await signInAs(page, who);
  return page;
}

test("an officer does the Taoyuan form with a finger, both sign on the screen, and the unit reads the record", async ({
  page,
  browser,
}) => {
  await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
  const id = await begun(page);
  await ready(page);
  expect(await overflow(page)).toBe(0);
  expect(await seriousViolations(page)).toEqual([]);
  await expect(page.getByLabel("目前總案量")).not.toHaveValue("");
  const box = await item(page, "complaints").locator(".visit-box").first().boundingBox();
  expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);

  for (const key of ITEMS) {
    await item(page, key)
      .getByText(key === "personal_data" ? "不符合" : "完全符合", { exact: true })
      .tap();
  }
  await item(page, "personal_data").getByLabel("查核情形").fill("櫃檯電腦未設密碼");
  await saved(page);
  await page.reload();
  await ready(page);
  await expect(item(page, "personal_data").getByLabel("不符合", { exact: true })).toBeChecked();
  await expect(item(page, "personal_data").getByLabel("查核情形")).toHaveValue("櫃檯電腦未設密碼");

  await page.getByRole("link", { name: "確認並簽署" }).click();
  await expect(page.getByText("簽署後將開立 1 項缺失")).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  const unitSide = page.locator("[data-field=unit_name]");
  await page.getByRole("button", { name: "完成簽署" }).click();
  await expect(page.getByText("請填簽名者姓名").first()).toBeVisible();
  await unitSide.getByLabel("姓名").fill("示範主任");
  await sign(page, unitSide.locator(".sign-pad"));
  const officerSide = page.locator("[data-field=officer_name]");
  await officerSide.getByRole("radio", { name: "以鍵盤簽署" }).check();
  await officerSide.getByLabel(/本人已閱覽/).check();
  const late = await another(browser, demoAccount("care_supervisor", "taoyuan"));
  await late.goto(`/inspections/${id}/sign`);
  await expect(late.getByRole("button", { name: "完成簽署" })).toBeVisible();
  await page.getByRole("button", { name: "完成簽署" }).click();
  await page.waitForURL("**done=signed");
  await expect(page.getByText("查核表已簽署").first()).toBeVisible();
  await expect(page.getByRole("img", { name: "示範主任的簽名" })).toBeVisible();
  await expect(page.locator("#findings").getByRole("link")).toHaveCount(1);

  // Somebody else still had the page of the signatures open.
  await late.locator("[data-field=unit_name]").getByLabel("姓名").fill("另一人");
  for (const side of ["unit", "officer"]) {
    await late.locator(`[data-field=${side}_name]`).getByRole("radio", { name: "以鍵盤簽署" }).check();
    await late
      .locator(`[data-field=${side}_name]`)
      .getByLabel(/本人已閱覽/)
      .check();
  }
  await late.getByRole("button", { name: "完成簽署" }).click();
  await expect(late.getByText(/查核表已由.+簽署，內容不再變更/).first()).toBeVisible();
  await late.context().close();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "查核紀錄（PDF）" }).click();
  const file = await (await download).path();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");

  const manager = await another(browser, demoAccount("a_unit_manager", "taoyuan"));
  await manager.goto(`/inspections/${id}`);
  await expect(manager.getByText("櫃檯電腦未設密碼")).toBeVisible();
  await expect(manager.getByRole("link", { name: "填寫查核表" })).toHaveCount(0);
  await manager.context().close();
});

async function sign(page: Page, pad: ReturnType<Page["locator"]>): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("there is no field to sign on");
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 90, { steps: 6 });
  await page.mouse.move(box.x + 200, box.y + 30, { steps: 6 });
  await page.mouse.up();
}

test.describe("without a connection", () => {
  test.use({ expectedErrors: OFFLINE });

  test("answers wait in the browser and are sent when it is back, also after the page was closed", async ({
    page,
  }) => {
    await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
    const id = await begun(page);
    await ready(page);
    await page.context().setOffline(true);
    await tick(page, "outward_referrals", "部分符合");
    await item(page, "outward_referrals").getByLabel("查核情形").fill("只有一種資源");
    await tick(page, "complaints", "完全符合");
    const status = page.getByRole("status");
    await expect(status.filter({ hasText: "目前沒有連線" })).toContainText("2 項填答保存在這台裝置");
    // At the foot of a long form it is still in sight, below the band of the product.
    await item(page, "complaints").scrollIntoViewIfNeeded();
    const [line, band] = [
      await page.locator(".visit-link").boundingBox(),
      await page.locator("header").first().boundingBox(),
    ];
    expect(line?.y ?? 0).toBeGreaterThanOrEqual((band?.y ?? 0) + (band?.height ?? 0));
    expect(await kept(id, "complaints")).toBeUndefined();
    await page.context().setOffline(false);
    await saved(page);
    expect(await kept(id, "outward_referrals")).toEqual({
      outward_referrals_result: "partly_met",
      outward_referrals_facts: "只有一種資源",
    });

    await page.context().setOffline(true);
    await tick(page, "staff_qualified", "不符合");
    await expect(status.filter({ hasText: "目前沒有連線" })).toContainText("1 項填答保存在這台裝置");
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`/inspections/${id}/form`);
    await expect(item(again, "staff_qualified").getByLabel("不符合", { exact: true })).toBeChecked();
    await saved(again);
    await expect.poll(() => kept(id, "staff_qualified")).toEqual({ staff_qualified_result: "not_met" });
  });

  test("the form is loaded again as it stood, with what waits", async ({ page }) => {
    await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
    const id = await begun(page);
    await ready(page);
    await expect.poll(() => page.evaluate(copied, `/inspections/${id}/form`)).toBe(true);
    await tick(page, "outward_referrals", "完全符合");
    await saved(page);
    await page.context().setOffline(true);
    await tick(page, "complaints", "不符合");
    await expect(page.getByRole("status").filter({ hasText: "目前沒有連線" })).toBeVisible();
    await page.goto(`/inspections/${id}/form`);
    await ready(page);
    await expect(item(page, "outward_referrals").getByLabel("完全符合", { exact: true })).toBeChecked();
    await expect(item(page, "complaints").getByLabel("不符合", { exact: true })).toBeChecked();
    await page.context().setOffline(false);
    await saved(page);
    await expect.poll(() => kept(id, "complaints")).toEqual({ complaints_result: "not_met" });
  });

  test("a photograph waits too", async ({ page }) => {
    await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
    const id = await begun(page);
    await ready(page);
    await page.context().setOffline(true);
    await choosePhoto(page, "complaints", {
      name: "現場.bmp",
      mimeType: "image/bmp",
      buffer: aPicture(200, 100),
    });
    await expect(item(page, "complaints").getByText("等候上傳")).toBeVisible();
    await page.context().setOffline(false);
    await expect(item(page, "complaints").getByText("等候上傳")).toHaveCount(0);
    await expect.poll(() => photos(id)).toHaveLength(1);
  });
});

/** An uncompressed picture: 2,700 × 2,700 are 22 MB. */
function aPicture(width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height, 0x7f);
  bytes.fill(0, 0, 54);
  bytes.write("BM", 0, "latin1");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

async function choosePhoto(
  page: Page,
  key: string,
  file: { name: string; mimeType: string; buffer: Buffer },
) {
  await item(page, key).locator("input[type=file]").setInputFiles(file);
}

const photos = (id: string) =>
  siteSql<{ media_type: string; size: number; item_key: string }>(
    "SELECT media_type, size, item_key FROM inspection_photo WHERE inspection_id = $1",
    [id],
  );

test("a photograph of 20 MB is made small before it is sent, and what is no picture is refused clearly", async ({
  page,
}) => {
  await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
  const id = await begun(page);
  await ready(page);
  const large = aPicture(2700, 2700);
  expect(large.length).toBeGreaterThan(20 * 1024 * 1024);
  await choosePhoto(page, "personal_data", { name: "大照片.bmp", mimeType: "image/bmp", buffer: large });
  await expect(item(page, "personal_data").getByRole("img", { name: /大照片\.jpg/ })).toBeVisible();
  const [photo] = await photos(id);
  expect(photo).toMatchObject({ media_type: "image/jpeg", item_key: "personal_data" });
  expect(photo?.size ?? 0).toBeLessThan(3 * 1024 * 1024);

  const note = { name: "說明.jpg", mimeType: "image/jpeg", buffer: Buffer.from("這不是照片") };
  await choosePhoto(page, "complaints", note);
  await expect(item(page, "complaints").getByText("「說明.jpg」不是可讀取的照片")).toBeVisible();
  expect(await photos(id)).toHaveLength(1);
});

test("two inspectors fill in one form: what differs on one item is shown to the second, who chooses", async ({
  page,
  browser,
}) => {
  await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
  const id = await begun(page);
  const second = await another(browser, demoAccount("care_supervisor", "taoyuan"));
  await second.goto(`/inspections/${id}/form`);
  await ready(page);
  await ready(second);
  await tick(page, "complaints", "完全符合");
  await saved(page);
  await tick(second, "staff_qualified", "完全符合");
  await tick(second, "complaints", "不符合");
  const conflict = item(second, "complaints").getByRole("alert");
  await expect(conflict).toContainText("與您填的不同");
  await expect(conflict).toContainText("完全符合");
  expect(await seriousViolations(second)).toEqual([]);
  expect(await kept(id, "complaints")).toEqual({ complaints_result: "met" });
  expect(await kept(id, "staff_qualified")).toEqual({ staff_qualified_result: "met" });
  await conflict.getByRole("button", { name: "以我填的為準" }).click();
  await saved(second);
  expect(await kept(id, "complaints")).toEqual({ complaints_result: "not_met" });

  await tick(page, "complaints", "部分符合");
  const other = item(page, "complaints").getByRole("alert");
  await other.getByRole("button", { name: "採用對方所填" }).click();
  await expect(item(page, "complaints").getByLabel("不符合", { exact: true })).toBeChecked();
  await saved(page);
  expect(await kept(id, "complaints")).toEqual({ complaints_result: "not_met" });
  await second.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the form is kept section by section, and a wrong entry stays where it was typed", async ({
    page,
  }) => {
    await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
    const id = await begun(page);
    await page.getByLabel(/目前人力量能.專任/).fill("三");
    await page.locator("#header").getByRole("button", { name: "儲存本段" }).click();
    await expect(page.getByText("請填整數")).toBeVisible();
    await expect(page.getByLabel(/目前人力量能.專任/)).toHaveValue("三");
    await page.getByLabel(/目前人力量能.專任/).fill("3");
    await page.locator("#header").getByRole("button", { name: "儲存本段" }).click();
    await page.waitForURL("**done=saved**");
    expect((await kept(id, "@header"))?.full_time).toBe(3);
    await tick(page, "complaints", "不符合");
    await page.locator("#items").getByRole("button", { name: "儲存本段" }).click();
    await page.waitForURL("**done=saved**");
    expect(await kept(id, "complaints")).toEqual({ complaints_result: "not_met" });
    expect(await kept(id, "staff_qualified")).toBeUndefined();
  });
});
