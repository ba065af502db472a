import type { DemoAccount } from "@/prisma/seed/demo";
import type { Seeded } from "@/prisma/seed/index";

const HEADINGS: Record<keyof DemoAccount, string> = {
  city: "縣市",
  role: "角色",
  login: "帳號",
  password: "密碼",
};
const COLUMNS = ["city", "role", "login", "password"] as const;

/** What one needs to begin: the address, and a demo account of every role. */
export function announcement(url: string, { accounts, firstAdmins }: Seeded, seconds: string): string {
  const lines = ["", `長照塔臺 CareTower  ${url}  (${seconds} s)`];
  if (accounts.length > 0) lines.push("", "示範帳號 · demo accounts", ...table([HEADINGS, ...accounts]));
  if (firstAdmins.length > 0)
    lines.push("", "首任管理者的一次性連結(72 小時內有效) · one-time links of the first administrators");
  for (const { city, login, path } of firstAdmins) lines.push(`  ${city}  ${login}  ${url}${path}`);
  return [...lines, "", "按 Ctrl-C 停止 · press Ctrl-C to stop", ""].join("\n");
}

function table(rows: Record<keyof DemoAccount, string>[]): string[] {
  const widths = COLUMNS.map((column) => Math.max(...rows.map((row) => width(row[column]))));
  return rows.map((row) => {
    const cells = COLUMNS.map((column, index) => pad(row[column], widths[index] ?? 0));
    return `  ${cells.join("  ").trimEnd()}`;
  });
}

const pad = (text: string, to: number) => text + " ".repeat(Math.max(0, to - width(text)));

/** Chinese signs take two columns of a terminal. */
function width(text: string): number {
  return [...text].reduce(
    (sum, sign) => sum + (/[\u1100-\u115f\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/u.test(sign) ? 2 : 1),
    0,
  );
}
