import { randomInt, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import pg from "pg";
import { checkPersonId } from "@/lib/platform/identifiers";
import { hashPassword } from "@/lib/platform/secrets";
import type { Role } from "@/prisma/generated/enums";
import type { DemoAccount } from "@/prisma/seed/demo";

// People for end-to-end tests: the demo's accounts, and accounts of one test alone.

export interface Credentials {
  login: string;
  password: string;
}

/** The demo's account of a role and city. Shared by all tests: never lock, close or change it. */
export function demoAccount(role: Role, city: "taichung" | "taoyuan" = "taichung"): Credentials {
  const accounts: DemoAccount[] = JSON.parse(process.env.E2E_ACCOUNTS ?? "[]");
  const account = accounts.find((each) => each.role === role && each.login.endsWith(city));
  if (!account) throw new Error(`no demo account of ${role} in ${city}`);
  return account;
}

/** Types login and password into the sign-in page and sends it. */
export async function fillSignIn(page: Page, { login, password }: Credentials): Promise<void> {
  await page.getByRole("textbox", { name: "帳號" }).fill(login);
  await page.getByRole("textbox", { name: "密碼" }).fill(password);
  await page.getByRole("button", { name: "登入", exact: true }).click();
}

/** Signs in through the page and waits for the first page. */
export async function signInAs(page: Page, who: Credentials): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, who);
  await page.waitForURL(/\/today/);
}

/** Runs SQL on the site's database as its owner. */
export async function siteSql<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.E2E_OWNER_URL });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export interface OwnAccount extends Credentials {
  id: string;
  name: string;
}

/** An account of this test alone, with a known password. */
export async function anOwnAccount(role: Role = "bureau_officer", unitCode?: string): Promise<OwnAccount> {
  const mark = randomUUID().slice(0, 8);
  const account = { login: `e2e.${mark}`, name: `測試人員${mark}`, password: "Own-Account-For-1-Test" };
  const [row] = await siteSql<{ id: string }>(
    `INSERT INTO account (id, jurisdiction_id, unit_id, login, name, name_folded, role, state, password_hash, password_set_at, created_at)
     VALUES (gen_random_uuid(), 'taichung', (SELECT id FROM unit WHERE jurisdiction_id = 'taichung' AND code = $1),
             $2, $3, $3, $4::role, 'active', $5, now(), now()) RETURNING id`,
    [unitCode ?? null, account.login, account.name, role, await hashPassword(account.password)],
  );
  return { ...account, id: row?.id ?? "" };
}

/** A number with a right check digit, drawn anew each time and kept nowhere but in the test's own database. */
export function aNationalId(): string {
  const body = `Z${randomInt(1, 3)}${String(randomInt(10_000_000)).padStart(7, "0")}`;
  const last = [..."0123456789"].find((digit) => checkPersonId(body + digit).valid);
  return body + last;
}
