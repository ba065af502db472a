import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type {
  CheckKind,
  DerivedColumn,
  SingleFigure,
  TableDefinition,
} from "../lib/rules/plan-tables/definition";
import { PLAN_TABLES } from "../lib/rules/plan-tables/definitions/all";
import { PLAN_FORMULAS, planFormula } from "../lib/rules/plan-tables/formulas";

const GUIDE = new URL("../docs/guide/plan-tables.md", import.meta.url);

const KINDS: Readonly<Record<CheckKind, string>> = {
  formula: "公式",
  sum: "加總",
  cross_check: "對照",
  text: "內文",
  inferred: "反推",
};

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Which rows a column's formula goes for, in words: empty for all. */
function rowsOf(rows: DerivedColumn["rows"]): string {
  return Object.entries(rows ?? {})
    .map(([column, wanted]) => {
      const isNegated = typeof wanted === "object" && "not" in wanted;
      const texts = [isNegated ? wanted.not : wanted].flat().map((text) => (text === "" ? "空白" : text));
      return `${column}${isNegated ? "≠" : "＝"}${texts.join("、")}`;
    })
    .join("；");
}

function figureRow(figure: DerivedColumn | SingleFigure): string[] {
  const column = "printed" in figure ? `${figure.row}：${figure.column}` : (figure.as ?? figure.column);
  const rows = "printed" in figure ? "" : rowsOf(figure.rows);
  const words = figure.words ?? planFormula(figure.formula).words;
  return [`\`${column}\``, rows, KINDS[figure.kind], words, figure.note ?? ""];
}

function section({ title, file, place, derived, singles = [], series = [] }: TableDefinition): string {
  const rows = [...derived, ...singles].map(figureRow);
  const grown = series.map(({ columns, words, note }) => [
    columns.join("、"),
    "",
    KINDS.inferred,
    words,
    note,
  ]);
  const head = ["欄位", "適用列", "種類", "公式", "說明"];
  return `### ${title}\n\n檔名：\`${file}\`；出處：${place}。\n\n${table(head, [...rows, ...grown])}`;
}

/** The guide to the formulas of the plan's tables, in Markdown, from the definitions themselves. */
export function planGuide(): string {
  const derived = PLAN_TABLES.filter(
    ({ derived: columns, singles, series }) =>
      columns.length > 0 || singles !== undefined || series !== undefined,
  );
  const given = PLAN_TABLES.filter((definition) => !derived.includes(definition));
  return `# 整合型計畫各表的公式與核算

本頁由 \`npm run docs:rules\` 自核算的定義產生，請勿手改。核算只依表中所載數字重新計算每一個衍生數字，不查任何既有結果；
更動一格，所有由它算出的數字都會跟著改變。次年度計畫的草案（欄名年度順延一年）用同一套定義。

## 結果怎麼看

| 結果 | 意思 |
| --- | --- |
| 相符 \`exact\` | 依列印的小數位數四捨五入後相同 |
| 進位差 \`rounding\` | 只差在進位方式：各項先四捨五入再加總（每項至多差半單位）、以未四捨五入的數計算、連續進位兩次、無條件捨去或進位 |
| 不符 \`mismatch\` | 依公式算出的數與列印的不同，應查明 |
| 無法核算 \`not_recomputable\` | 所需數字空白、未列印，或分母為 0；一律說明原因，不以 0 或其他數字代替 |

## 命令列

\`npm run recompute -- 資料夾\` 核算資料夾內的各表（CSV，檔名如下列），於標準輸出印出
\`file,row,column,kind,printed,recomputed,result\`，每一個種類為公式（formula）或加總（sum）的數字一列。
缺少的檔案、欄位與不是數字的格子，逐一以一句話印在標準錯誤輸出。
結束代碼：0 為全部讀得到（有不符、缺少部分表格亦同）；1 為資料夾、檔案、欄位或格子有讀不出來的（讀得出來的仍會印出）；2 為未指定資料夾。

## 公式

${table(
  ["名稱", "公式", "進位"],
  Object.values(PLAN_FORMULAS).map((formula) => [
    formula.name,
    formula.words,
    "rounding" in formula ? "無條件捨去" : "四捨五入",
  ]),
)}

## 各表

${derived.map(section).join("\n\n")}

## 沒有衍生數字的表

${table(
  ["表", "檔名", "出處"],
  given.map(({ title, file, place }) => [title, `\`${file}\``, place]),
)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(GUIDE, planGuide());
  console.log("docs/guide/plan-tables.md written");
}
