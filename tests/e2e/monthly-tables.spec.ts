import type { Browser, Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { today } from "@/lib/platform/clock";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { anOwnAccount, type Credentials, demoAccount, signInAs, siteSql } from "../support/signed-in";
import {
  aContractedAUnit,
  aSiteUnit,
  relateUnits,
  type SiteUnit,
  siteDispatches,
} from "../support/site-units";

// 派案月報 from the draft to the public page. Units, people and dispatches are the test's own.

const PHONE = { width: 390, height: 844 };
const PRINCIPLES = "以案家選擇為優先，其次依核定之輪序表派案，每月公布派案情形。";

const monthBack = (back: number) => addMonths(`${today().slice(0, 7)}-01` as PlainDate, -back).slice(0, 7);
const rocMonth = (month: string) => `${Number(month.slice(0, 4)) - 1911} 年 ${Number(month.slice(5))} 月`;

async function as(browser: Browser, who: Credentials): Promise<Page> {
  const page = await (await browser.newContext({ locale: "zh-TW", timezoneId: "Asia/Taipei" })).newPage();
  await signInAs(page, who);
  return page;
}

interface Laid {
  unit: SiteUnit;
  /** Related, above 30 %; three times; once; twice. */
  providers: [SiteUnit, SiteUnit, SiteUnit, SiteUnit];
  manager: Credentials;
}

/** An A unit that dispatched ten times last month: four, three, one and two. */
async function laidOut(month: string): Promise<Laid> {
  const unit = await aContractedAUnit("A單位");
  const [one, two, three, four] = [
    await aSiteUnit("b", "甲機構"),
    await aSiteUnit("b", "乙機構"),
    await aSiteUnit("b", "丙機構"),
    await aSiteUnit("b", "丁機構"),
  ];
  await relateUnits(unit, one);
  const on = (day: string) => ({ on: `${month}-${day}` });
  await siteDispatches(unit, one, { ...on("03"), times: 2, basis: "client_choice" });
  await siteDispatches(unit, one, { ...on("04") });
  await siteDispatches(unit, one, { ...on("05"), basis: "deviation", reason: "個案須客語溝通" });
  await siteDispatches(unit, two, { ...on("06"), times: 2 });
  await siteDispatches(unit, two, { ...on("07"), state: "declined" });
  await siteDispatches(unit, three, { ...on("08"), service: "respite" });
  await siteDispatches(unit, four, { ...on("09"), times: 2 });
  await siteDispatches(unit, four, { ...on("10"), state: "withdrawn" });
  return {
    unit,
    providers: [one, two, three, four],
    manager: await anOwnAccount("a_unit_manager", unit.code),
  };
}

/** The rows of the detail as the screen shows them: unit, service and the seven counts. */
async function detailOnScreen(page: Page): Promise<string[][]> {
  const rows = page.getByRole("table", { name: "派案明細" }).first().locator("tbody tr");
  return rows.evaluateAll((each) =>
    each.map((row) =>
      [...row.querySelectorAll("th, td")].slice(0, 9).map((cell) => (cell.textContent ?? "").trim()),
    ),
  );
}

async function workbookOf(
  page: Page,
  path: string,
): Promise<{ title: string; rows: string[][]; notes: string }> {
  const answer = await page.request.get(path);
  expect(answer.headers()["content-type"]).toContain("spreadsheetml");
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await answer.body()).buffer as ArrayBuffer);
  const lines = book.worksheets[0]?.getSheetValues().slice(1) ?? [];
  const texts = lines.map((line) =>
    Array.isArray(line)
      ? line.slice(1).map((cell) => (cell === null || cell === undefined ? "" : String(cell)))
      : [],
  );
  const head = texts.findIndex(([first]) => first === "B 單位代碼");
  const end = texts.findIndex((line) => line.includes("合計"));
  return {
    title: texts[0]?.[0] ?? "",
    rows: texts.slice(head + 1, end + 1),
    notes: texts
      .slice(end + 1)
      .flat()
      .join("\n"),
  };
}

test("a table is explained and filed, returned, filed again and accepted; the workbook says what the screen says", async ({
  browser,
}) => {
  test.slow();
  const month = monthBack(1);
  const { unit, providers, manager } = await laidOut(month);
  const path = `/dispatch/monthly/${unit.id}/${month}`;

  const office = await as(browser, manager);
  await test.step("the unit sees its month and why it is flagged", async () => {
    await office.goto("/dispatch/monthly");
    await office
      .getByRole("table")
      .getByRole("link", { name: rocMonth(month), exact: true })
      .click();
    await expect(office.getByText("草稿，尚未提交")).toBeVisible();
    const flagged = office.getByRole("row", { name: new RegExp(providers[0].code) }).first();
    for (const flag of ["占比超過 30%", "關聯單位", "關聯單位居前三"])
      await expect(flagged.getByText(flag, { exact: true })).toBeVisible();
    await expect(flagged).toContainText("40.00%");
    await expect(office.getByRole("row", { name: new RegExp(providers[1].code) }).first()).toContainText(
      "30.00%",
    );
    expect(await seriousViolations(office)).toEqual([]);
  });

  await test.step("filing without principles and words is refused at the fields, and keeps what was typed", async () => {
    const boxes = office.locator('textarea[name^="why:"]');
    await expect(boxes).toHaveCount(3);
    await boxes.first().fill("案家多為舊案續用。");
    await office.locator("form", { has: boxes.first() }).evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await office.getByRole("button", { name: "提交月報", exact: true }).click();
    await expect(office.getByText(/派案原則/).first()).toBeVisible();
    await expect(boxes.first()).toHaveValue("案家多為舊案續用。");
    await office.locator("textarea[name=text]").fill(PRINCIPLES);
    await office.getByRole("button", { name: "儲存派案原則" }).click();
    await expect(office.getByText("派案原則已儲存").first()).toBeVisible();
  });

  await test.step("explained, it is filed", async () => {
    await office.goto(path);
    for (const box of await office.locator('textarea[name^="why:"]').all())
      await box.fill("均依案家指定，附同意書。");
    await office.getByRole("button", { name: "提交月報", exact: true }).click();
    await office.waitForURL("**done=filed");
    await expect(office.getByText("派案月報已提交，公開資訊已更新。")).toBeVisible();
  });

  await test.step("the workbook holds the rows of the screen, and reasons, shares, flags and explanations", async () => {
    const shown = await detailOnScreen(office);
    const book = await workbookOf(office, `/api${path}?format=xlsx`);
    expect(book.title).toContain(unit.name);
    expect(shown).toHaveLength(4);
    const lines = book.rows.slice(0, -1);
    expect(lines).toHaveLength(shown.length);
    for (const [name = "", service = "", ...counts] of shown) {
      const line = lines.find(([code = ""]) => name.includes(code)) ?? [];
      expect(line[2], name).toBe(service);
      // Code, name, service, number, choice, rotation, by hand, reasons, other, declined, withdrawn.
      expect([...line.slice(3, 7), ...line.slice(8, 11)], name).toEqual(counts);
    }
    const flagged = lines.find(([code]) => code === providers[0].code)?.join("|") ?? "";
    expect(flagged).toContain("個案須客語溝通");
    expect(flagged).toContain("40.00%");
    expect(flagged).toContain("占比超過 30%、關聯單位、關聯單位居前三");
    expect(flagged).toContain("均依案家指定，附同意書。");
    expect(book.rows.at(-1)?.[3]).toBe("10");
    expect(book.notes).toContain("第 1 版");
    expect(book.notes).toContain(PRINCIPLES);
  });

  const centre = await as(browser, demoAccount("care_supervisor"));
  await test.step("the centre finds it among those to be reviewed and returns it with a reason", async () => {
    await centre.goto(`/dispatch/monthly?month=${month}&state=filed&flag=any&q=${unit.code}`);
    await centre.getByRole("link", { name: new RegExp(unit.code) }).click();
    expect(await seriousViolations(centre)).toEqual([]);
    await centre.getByRole("button", { name: "退回補正" }).click();
    const dialog = centre.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "退回意見" }).fill("請說明關聯單位如何排序。");
    await dialog.getByRole("button", { name: "退回", exact: true }).click();
    await centre.waitForURL("**done=returned");
    await expect(centre.getByRole("button", { name: "審核通過" })).toHaveCount(0);
  });

  await test.step("the unit reads the reason and files a new version, which needs a reason too", async () => {
    await office.goto(path);
    await expect(office.getByText("請說明關聯單位如何排序。")).toBeVisible();
    const boxes = office.locator('textarea[name^="why:"]');
    await expect(boxes.first()).toHaveValue("均依案家指定，附同意書。");
    await boxes.first().fill("輪序依核定順序，關聯單位無優先。");
    const reason = office.getByRole("textbox", { name: "重新提交的原因" });
    await office.locator("form", { has: boxes.first() }).evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await office.getByRole("button", { name: "重新提交月報" }).click();
    await expect(office.getByText("請填寫").first()).toBeVisible();
    await expect(boxes.first()).toHaveValue("輪序依核定順序，關聯單位無優先。");
    await reason.fill("依審核意見補充說明");
    await office.getByRole("button", { name: "重新提交月報" }).click();
    await office.waitForURL("**done=refiled");
    await expect(office.getByText("第 2 版（本頁）")).toBeVisible();
    await office.getByRole("link", { name: "第 1 版" }).click();
    await expect(office.getByText("均依案家指定，附同意書。").first()).toBeVisible();
  });

  await test.step("the centre accepts it", async () => {
    await centre.goto(path);
    await centre.getByRole("textbox", { name: "審核意見（選填）" }).fill("說明清楚。");
    await centre.getByRole("button", { name: "審核通過" }).click();
    await centre.waitForURL("**done=accepted");
    const book = await workbookOf(centre, `/api${path}?format=xlsx`);
    expect(book.notes).toContain("第 2 版");
    expect(book.notes).toContain("重新提交原因：依審核意見補充說明");
    expect(book.notes).toContain("說明清楚。");
  });
});

test("late and missing tables are listed, on the screen and in the file", async ({ page }) => {
  const month = monthBack(2);
  const [late, missing] = [await aContractedAUnit("遲交"), await aContractedAUnit("未交")];
  const total = { dispatches: 0, choice: 0, rotation: 0, deviations: 0, other: 0, declined: 0, withdrawn: 0 };
  await siteSql(
    `INSERT INTO monthly_dispatch_table (id, jurisdiction_id, a_unit_id, month, version_no, state, content, explanations, filed_at)
     VALUES (gen_random_uuid(), 'taichung', $1, $2::date, 1, 'accepted', $3::jsonb, '{}', $4::timestamptz)`,
    [late.id, `${month}-01`, JSON.stringify({ rows: [], units: [], total }), `${monthBack(1)}-25T02:00:00Z`],
  );
  await signInAs(page, demoAccount("bureau_officer"));
  await page.goto(`/dispatch/monthly?month=${month}&state=late&q=${late.code}`);
  const row = page.getByRole("row", { name: new RegExp(late.code) });
  await expect(row.getByText("逾期提交", { exact: true })).toBeVisible();
  await expect(row).toContainText("審核通過");
  await page.goto(`/dispatch/monthly?month=${month}&state=missing_late&q=${missing.code}`);
  await expect(
    page.getByRole("row", { name: new RegExp(missing.code) }).getByText("逾期未提交"),
  ).toBeVisible();
  await page.goto(`/dispatch/monthly?month=${month}&q=${missing.code}`);
  const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const csv = await (await page.request.get(href ?? "")).text();
  expect(csv.split("\r\n").find((line) => line.includes(missing.code))).toContain("逾期未提交");
  await page.setViewportSize(PHONE);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
});

test("what is published is read without an account, and nobody can be worked out of it", async ({
  browser,
}) => {
  test.slow();
  const month = monthBack(1);
  const { unit, providers, manager } = await laidOut(month);
  const office = await as(browser, manager);
  await office.goto(`/dispatch/monthly/${unit.id}/${month}`);
  await office.locator("textarea[name=text]").fill(PRINCIPLES);
  await office.getByRole("button", { name: "儲存派案原則" }).click();
  await expect(office.getByText("派案原則已儲存").first()).toBeVisible();
  await office.reload();
  for (const box of await office.locator('textarea[name^="why:"]').all())
    await box.fill("僅供內部審核之說明文字。");
  await office.getByRole("button", { name: "提交月報", exact: true }).click();
  await office.waitForURL("**done=filed");

  const anybody = await (await browser.newContext({ locale: "zh-TW", timezoneId: "Asia/Taipei" })).newPage();
  await anybody.goto("/published/taichung");
  await anybody.goto(`/published/taichung/${unit.code}?month=${month}`);
  await expect(anybody.getByRole("heading", { level: 1 })).toHaveText(unit.name);
  await expect(anybody.getByText(PRINCIPLES)).toBeVisible();
  const countOf = (of: SiteUnit) =>
    anybody
      .getByRole("row", { name: new RegExp(of.code) })
      .getByRole("cell")
      .last();
  for (const [place, text] of ["4", "3", "未滿 3 件", "未滿 3 件"].entries())
    await expect(countOf(providers[place] as SiteUnit)).toHaveText(text);
  expect(await seriousViolations(anybody)).toEqual([]);
  const csv = await (
    await anybody.request.get(`/api/public/taichung/${unit.code}?month=${month}&format=csv`)
  ).text();
  const json = await (
    await anybody.request.get(`/api/public/taichung/${unit.code}?month=${month}&format=json`)
  ).text();
  const lines = csv.split("\r\n").filter((line) => line.includes("派案件數"));
  expect(lines.filter((line) => line.includes("未滿 3 件"))).toHaveLength(2);
  for (const text of [(await anybody.locator("main").textContent()) ?? "", csv, json]) {
    // Neither the sum of all, nor a share, a ground, a reason or an explanation: each would be a second equation.
    for (const telling of ["合計 10", "10 件", "40.00", "案家指定", "客語溝通", "僅供內部審核", "婉拒"])
      expect(text).not.toContain(telling);
  }
  await anybody.setViewportSize(PHONE);
  expect(await anybody.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );
});
