import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays } from "@/lib/rules/plain-date";
import { seriousViolations } from "../support/axe";
import { expect, test } from "../support/browser";
import { aNationalId, demoAccount, signInAs, siteSql } from "../support/signed-in";

const TODAY = today();

async function actionsOn(name: string): Promise<string[]> {
  const rows = await siteSql<{ action: string }>(
    `SELECT action FROM audit_entry JOIN staff ON subject_id = staff.id::text WHERE staff.name = $1 ORDER BY at`,
    [name],
  );
  return rows.map((row) => row.action);
}

test("an A unit's manager enters a person, finds the registration under today, records it, and shows the ID", async ({
  page,
}) => {
  test.slow();
  const name = `示範新進${Date.now().toString(36)}`;
  const nationalId = aNationalId();
  await signInAs(page, demoAccount("a_unit_manager"));
  await page.goto("/staff");
  await page.getByRole("link", { name: "登錄人員" }).click();
  await page.getByRole("textbox", { name: /身分證統一編號/ }).fill(`${nationalId.slice(0, -1)}X`);
  await page.getByRole("textbox", { name: "姓名" }).fill(name);
  await page.getByRole("combobox", { name: "職務" }).selectOption("case_manager");
  await page.getByRole("radio", { name: "專任" }).check();
  await page.getByRole("textbox", { name: "到職日" }).fill(formatRocDate(TODAY));
  await page.getByRole("button", { name: "登錄人員" }).click();
  await expect(page.getByText("格式不正確").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "姓名" })).toHaveValue(name);
  await page.getByRole("textbox", { name: /身分證統一編號/ }).fill(nationalId);
  await page.getByRole("button", { name: "登錄人員" }).click();
  await expect(page.getByText("已登錄人員。")).toBeVisible();
  expect(await page.content()).not.toContain(nationalId);

  await page.goto("/today");
  await page.getByRole("link", { name: /人員登錄待寄送，共 \d+ 筆/ }).click();
  await expect(page).toHaveURL(/registration=due/);
  await page.getByRole("link", { name }).click();
  await page.getByRole("textbox", { name: "登錄寄送日" }).fill(formatRocDate(TODAY));
  await page.getByRole("button", { name: "登錄寄送日", exact: true }).click();
  await expect(page.getByText("已登錄寄送日。")).toBeVisible();
  await expect(page.getByText("如期寄送")).toBeVisible();

  await page.getByRole("button", { name: "顯示完整編號" }).click();
  await expect(page.getByText(nationalId)).toBeVisible();
  const actions = await actionsOn(name);
  expect(actions[0]).toBe("staff.added");
  expect(actions).toContain("staff.opened");
  expect(actions).toContain("staff.registered");
  expect(actions.at(-1)).toBe("staff.national_id_opened");
});

test("each number of the home page opens the rows that it counts", async ({ page }) => {
  await signInAs(page, demoAccount("bureau_officer"));
  const tiles = page.getByRole("list", { name: "各項待辦筆數" }).getByRole("link");
  const hrefs = await tiles.evaluateAll((links) =>
    links.map((link) => [link.getAttribute("href") ?? "", link.textContent ?? ""]),
  );
  expect(hrefs.length).toBeGreaterThan(5);
  for (const [href = "", text = ""] of hrefs) {
    if (!/^\/(contracts|staff)/.test(href)) continue;
    await page.goto(href);
    const total = /(\d+)筆/.exec(text)?.[1];
    await expect(page.getByText(new RegExp(`共 ${total} (筆特約|人)`))).toBeVisible();
  }
});

test("the calculator of deadlines computes as one types", async ({ page }) => {
  await signInAs(page, demoAccount("case_manager"));
  await page.goto("/deadlines");
  await page.getByRole("combobox", { name: "時效" }).selectOption("plan");
  await page.getByRole("textbox", { name: "起算日" }).fill("114/1/23");
  await expect(page.getByText("期限為 114/02/04").first()).toBeVisible();
  await expect(page.getByText("農曆除夕").first()).toBeVisible();
  await page.getByRole("textbox", { name: "起算日" }).fill("114/2/30");
  await expect(page.getByText("無法試算")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the calculator gives the same answer from the server", async ({ page }) => {
    await signInAs(page, demoAccount("case_manager"));
    await page.goto("/deadlines");
    await page.getByRole("combobox", { name: "時效" }).selectOption("plan");
    await page.getByRole("textbox", { name: "起算日" }).fill("1140123");
    await page.getByRole("button", { name: "試算" }).click();
    await expect(page.getByText("期限為 114/02/04").first()).toBeVisible();
  });

  test("a closure is refused on a day off, declared on a working day, and withdrawn", async ({ page }) => {
    const day = formatRocDate(addDays(TODAY, ((8 - new Date(`${TODAY}T00:00:00Z`).getUTCDay()) % 7) + 14));
    await signInAs(page, demoAccount("bureau_officer", "taoyuan"));
    await page.goto("/closures");
    const declare = async (date: string) => {
      await page.getByRole("textbox", { name: "停班日" }).fill(date);
      await page.getByRole("textbox", { name: "原因" }).last().fill("示範停班");
      await page.getByRole("button", { name: "登錄停班日" }).click();
    };
    await declare("115/1/1");
    await expect(page.getByText("115/01/01 不上班").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "停班日" })).toHaveValue("115/1/1");
    await declare(day);
    await expect(page.getByText(`已登錄 ${day} 停班。`)).toBeVisible();
    await page
      .getByRole("row", { name: new RegExp(day) })
      .getByText("撤回", { exact: true })
      .click();
    await page.getByRole("textbox", { name: "原因" }).first().fill("示範撤回");
    await page.getByRole("button", { name: "撤回停班日" }).click();
    await expect(page.getByText(`已撤回 ${day} 停班。`)).toBeVisible();
  });
});

for (const role of ["bureau_officer", "care_specialist", "a_unit_manager", "b_unit_staff"] as const) {
  test(`as ${role}, the home page and its lists have nothing serious for axe and fit a phone`, async ({
    page,
  }) => {
    test.slow();
    await signInAs(page, demoAccount(role));
    for (const path of ["/today", "/staff", "/closures", "/deadlines"]) {
      await page.goto(path);
      expect(await seriousViolations(page), path).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, path).toBe(0);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
}
