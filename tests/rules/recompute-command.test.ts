import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, describe, expect, test } from "vitest";
import { recomputeFolder } from "../../scripts/recompute-folder";
import { PLAN_FOLDER } from "./plan-tables/plan";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function copyOfPlan(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
  folders.push(folder);
  cpSync(PLAN_FOLDER, folder, { recursive: true });
  return folder;
}

function rewrite(folder: string, file: string, from: string, to: string): void {
  const text = readFileSync(path.join(folder, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(path.join(folder, file), text.replace(from, to));
}

async function run(folder: string | undefined) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = await recomputeFolder(
    folder,
    (line) => lines.push(line),
    (sentence) => complaints.push(sentence),
  );
  const rows: Record<string, string>[] = parse(lines.join("\n"), { columns: true });
  return { code, lines, complaints, rows };
}

describe("npm run recompute -- DIR", () => {
  test("prints one line of CSV for every cell of kind formula or sum, mismatches or not, and ends with 0", async () => {
    const { code, lines, complaints, rows } = await run(PLAN_FOLDER);
    expect(code).toBe(0);
    expect(complaints).toEqual([]);
    expect(lines[0]).toBe("file,row,column,kind,printed,recomputed,result");
    const counts = new Map<string, number>();
    for (const { kind, result } of rows) {
      counts.set(`${kind} ${result}`, (counts.get(`${kind} ${result}`) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      "formula exact": 1297,
      "formula rounding": 114,
      "formula mismatch": 45,
      "formula not_recomputable": 73,
      "sum exact": 236,
      "sum rounding": 25,
      "sum mismatch": 8,
      "sum not_recomputable": 1,
    });
  });

  test("computes from what stands in an altered copy", async () => {
    const folder = copyOfPlan();
    rewrite(folder, "pop_65plus_by_district.csv", "東勢區,47156,11308,", "東勢區,47156,11408,");
    const { code, rows } = await run(folder);
    const red = rows.filter(
      ({ file, result }) => file === "pop_65plus_by_district.csv" && result === "mismatch",
    );
    expect(code).toBe(0);
    expect(red.map(({ row, column, recomputed }) => [row, column, recomputed])).toEqual([
      ["東勢區", "share_65plus_pct", "24.19"],
      ["全市", "pop_65plus", "464754"],
    ]);
  });

  test("reads thousands separators, a byte order mark and Windows line ends as a spreadsheet writes them", async () => {
    const folder = copyOfPlan();
    const file = path.join(folder, "pop_65plus_by_district.csv");
    const text = readFileSync(file, "utf8").replace("47156,11308,23.98", '"47,156","11,308",23.98%');
    writeFileSync(file, `\ufeff${text.replaceAll("\n", "\r\n")}`);
    const { code, rows } = await run(folder);
    expect(code).toBe(0);
    expect(rows.filter(({ file: name }) => name === "pop_65plus_by_district.csv")).toEqual(
      (await run(PLAN_FOLDER)).rows
        .filter(({ file: name }) => name === "pop_65plus_by_district.csv")
        .map((row) => (row.printed === "23.98" ? { ...row, printed: "23.98%" } : row)),
    );
  });

  test("a missing table is said and leaves the rest standing", async () => {
    const folder = copyOfPlan();
    rmSync(path.join(folder, "t02_6_respite_by_district.csv"));
    const { code, complaints, rows } = await run(folder);
    expect(code).toBe(0);
    expect(complaints).toEqual(["缺少檔案 t02_6_respite_by_district.csv，需要它的數字無法核算。"]);
    const shares = rows.filter(({ column, row }) => column === "share_pct" && row?.includes("/GA"));
    expect(new Set(shares.map(({ result }) => result))).toEqual(new Set(["not_recomputable"]));
    expect(rows).toHaveLength(1799 - 32);
  });

  test("a cell that is no number and a column that is gone are said, and the command ends with 1", async () => {
    const folder = copyOfPlan();
    rewrite(folder, "pop_65plus_by_district.csv", "東勢區,47156,", "東勢區,四萬,");
    rewrite(folder, "budget_ef_code.csv", "amount_a", "quota");
    const { code, complaints } = await run(folder);
    expect(code).toBe(1);
    expect(complaints).toEqual([
      "pop_65plus_by_district.csv 第 3 行「東勢區」的 population 不是數字：「四萬」。",
      "budget_ef_code.csv 缺少欄位 amount_a。",
    ]);
  });

  test("a table that is no text is said, a stranger in the folder is left alone", async () => {
    const folder = copyOfPlan();
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
    writeFileSync(path.join(folder, "stranger.csv"), picture);
    expect(await run(folder)).toMatchObject({ code: 0, complaints: [] });
    writeFileSync(path.join(folder, "a_units_per_district.csv"), picture);
    const { code, complaints, rows } = await run(folder);
    expect(code).toBe(1);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain("a_units_per_district.csv");
    expect(rows).toHaveLength(1798);
  });

  test("without a folder, with one that is not there, or with one of other files nothing is computed", async () => {
    const empty = mkdtempSync(path.join(tmpdir(), "plan-"));
    folders.push(empty);
    writeFileSync(path.join(empty, "other.csv"), "a,b\n1,2\n");
    expect(await run(undefined)).toMatchObject({ code: 2, lines: [] });
    const nowhere = await run(path.join(empty, "nowhere"));
    expect(nowhere).toMatchObject({ code: 1, lines: [] });
    expect(nowhere.complaints[0]).toContain("讀不到資料夾");
    const others = await run(empty);
    expect(others).toMatchObject({ code: 1, lines: [] });
    expect(others.complaints[0]).toContain("沒有計畫的資料表");
  });

  test("is found by npm, with a folder relative to where one stands", () => {
    const root = path.resolve(import.meta.dirname, "../..");
    const output = execFileSync(process.execPath, ["scripts/recompute.mjs", "taichung-114-plan"], {
      cwd: root,
      env: { ...process.env, INIT_CWD: path.dirname(PLAN_FOLDER) },
      encoding: "utf8",
    });
    expect(output.trimEnd().split("\n")).toHaveLength(1800);
  });
});
