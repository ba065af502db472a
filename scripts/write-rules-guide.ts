import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { citationText } from "../lib/rules/citations";
import { clockEnds, clockLabel, clocksOf, RULE_NAMES, ruleLabel, ruleSetLabel } from "../lib/rules/labels";
import { CONTINUED_NOTE, type Parameter, type ParameterValue, RULE_SETS } from "../lib/rules/parameter";
import { allParameters } from "../lib/rules/parameters/all";
import { CLOCK_PARAMETERS, type Clock, type ClockLimit } from "../lib/rules/parameters/timeliness";
import { calendarCounts } from "../lib/rules/working-days";

const GUIDE = new URL("../docs/guide/rules.md", import.meta.url);

const FIELD_LABELS: Readonly<Record<string, string>> = {
  full_time: "專任",
  part_time: "兼任",
  warn: "提醒",
  cap: "上限",
  general: "一般",
  remote: "原民區或離島／和平區",
  aa01: "AA01",
  aa02: "AA02",
  tiers: "級距",
  below: "未達（案）",
  days: "日數",
  otherwise: "其餘",
  same_representative: "同一代表人",
  new_unit_by_same_representative: "同一代表人另設單位",
  first: "初次／首款",
  last: "末款",
  percent: "比率",
  relatedPercent: "關聯單位為前三名",
  new_case: "督導抽新案",
  reassessed: "照專抽複評案",
  smallUpTo: "小型至（案）",
  small: "小型",
  large: "大型",
  max: "上限",
  min: "下限",
  twiceFrom: "每年2次起（元）",
  clauses: "款數",
  cureClauses: "得限期改善之款",
  article: "記點條",
  cureArticle: "累計改善條",
  repeatArticle: "再次違反條",
  a: "A單位",
  b: "B單位",
  c: "C據點",
  points: "點數",
  grantMonths: "獎助月數",
  repeated: "再次",
  curesForOnePoint: "改善次數",
  oneYear: "一年內",
  threeYears: "連續三年",
  suspend: "暫停派案",
  terminate: "終止",
  from: "自",
  months: "月數",
  excludedPrefixes: "不給付之碼別",
  exceptions: "例外",
  elderly: "65歲以上失能",
  disabled50to64: "50–64歲身心障礙者",
  disabledUnder50: "未滿50歲身心障礙者",
  indigenous: "55–64歲原住民",
  dementia50to64: "50–64歲失智",
  dementia65: "65歲以上失智",
  dementiaWithoutAdl: "失智無ADL障礙",
  frail: "衰弱老人",
  saturated: "飽和",
  near: "即將飽和",
  trips: "趟次",
  km: "公里",
  band: "達成率",
  ratio: "補助比率",
  freeKm: "起算公里",
  stepKm: "級距公里",
  stepPrice: "每級加收",
  tripMax: "每趟上限",
  monthMax: "每月上限",
  allFromSigns: "全數查核之異常指標項數（0為無）",
  visits: "次數",
  periods: "每年期數",
  afterMonths: "設立滿（月）",
  overdueFinding: "逾期缺失每件",
  openFinding: "改善中缺失每件",
  findingsMost: "缺失上限",
  point: "記點每點",
  pointsMost: "記點上限",
  incident: "異常事件每件",
  incidentsMost: "異常事件上限",
  overdueClock: "逾期案件每件",
  clocksMost: "逾期案件上限",
  concentration: "集中派案",
  neverVisited: "未曾查核",
  quarterSinceVisit: "距上次查核每滿91日",
  sinceVisitMost: "距上次查核上限",
};

const WORDS: Readonly<Record<string, string>> = {
  by_vehicle: "依車輛比例",
  none: "不得申報",
  national: "特約管理辦法",
  taichung_a_111: "臺中市111–113年A單位契約",
  taichung_b_111: "臺中市111年起B單位契約",
  taichung_c: "臺中市C據點檢核",
};

function fieldLabel(name: string): string {
  return FIELD_LABELS[name] ?? name;
}

function limitText(limit: ClockLimit): string {
  if (limit.kind === "working_days") return `${limit.count} 個工作天`;
  if (limit.kind === "calendar_days") return `${limit.count} 日（日曆天）`;
  if (limit.kind === "months") return `${limit.count} 個月`;
  return `次月 ${limit.day} 日${limit.extraMonths === 0 ? "" : `起 ${limit.extraMonths} 個月`}`;
}

function isLimit(value: object): value is ClockLimit {
  return "kind" in value;
}

function valueText(value: unknown): string {
  if (value === null) return "未定";
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (typeof value !== "object") return WORDS[String(value)] ?? String(value);
  if (Array.isArray(value)) return value.length === 0 ? "無" : value.map(valueText).join("；");
  if (isLimit(value)) return limitText(value);
  return Object.entries(value)
    .map(([name, part]) => `${fieldLabel(name)} ${nested(part)}`)
    .join("，");
}

function nested(part: unknown): string {
  return typeof part === "object" && part !== null ? `（${valueText(part)}）` : valueText(part);
}

function spanText({ from, to }: ParameterValue<unknown>): string {
  return `${from} 起${to === undefined ? "" : `至 ${to}`}`;
}

function remarks({ assumption, continued }: ParameterValue<unknown>): string {
  const notes = [
    assumption === undefined ? undefined : `假設：${assumption}`,
    continued ? CONTINUED_NOTE : undefined,
  ];
  return notes.filter((note) => note !== undefined).join("。") || "—";
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function parameterSection(parameter: Parameter<unknown>): string {
  const rows = RULE_SETS.flatMap((ruleSet) =>
    (parameter.histories[ruleSet] ?? []).map((entry) => [
      ruleSetLabel(ruleSet),
      spanText(entry),
      valueText(entry.value),
      entry.citations.map(citationText).join("、"),
      remarks(entry),
    ]),
  );
  const head = `### ${parameter.label}\n\n代號 \`${parameter.id}\`，單位：${parameter.unit}`;
  return `${head}\n\n${table(["適用", "期間", "值", "依據", "說明"], rows)}`;
}

function clockRow(clock: Clock): string[] {
  const limits = RULE_SETS.map((ruleSet) => {
    if (!clocksOf(ruleSet).includes(clock)) return "—";
    const { histories }: Parameter<ClockLimit> = CLOCK_PARAMETERS[clock];
    const [entry] = histories[ruleSet] ?? histories.tw ?? [];
    if (entry === undefined) return "—";
    const { startsAt, doneWhen } = clockEnds(ruleSet, clock);
    return `${startsAt}→${doneWhen}：${limitText(entry.value)}${entry.assumption === undefined ? "" : "＊"}`;
  });
  return [clockLabel(clock), `\`${clock}\``, ...limits];
}

function clockTable(): string {
  const clocks = Object.keys(CLOCK_PARAMETERS) as Clock[];
  const heads = ["時效", "代號", ...RULE_SETS.map(ruleSetLabel)];
  return `${table(heads, clocks.map(clockRow))}\n\n＊ 原文未明定，所採假設見下方各參數。`;
}

function calendarTable(): string {
  const rows = calendarCounts().map(({ year, workingDays, daysOff }) => [
    `${year - 1911}（${year}）`,
    String(workingDays),
    String(daysOff),
  ]);
  return table(["年度", "上班日", "放假日"], rows);
}

function ruleTable(): string {
  return table(
    ["規則", "代號"],
    RULE_NAMES.map((rule) => [ruleLabel(rule), `\`${rule}\``]),
  );
}

/** The guide to every number the rules use, in Markdown, from the parameters themselves. */
export function rulesGuide(): string {
  const parameters = allParameters().map(parameterSection).join("\n\n");
  return `# 規則與參數

本頁由 \`npm run docs:rules\` 自規則的參數產生，請勿手改。畫面上每一個期限、上限與金額都依此計算；沒有涵蓋某日的值時，
系統會拒絕計算，不會拿最近的值代替。「說明」欄的假設是原文未寫明或前後不一之處所採的解釋，機關可以另訂。

## 計算原則

- 始日不算入，自次日起算（民法第120條第2項）；以月或年定期間者，末月無相當日時以該月末日為末日（民法第121條）。
- 應為之行為的末日逢放假日，順延至次一上班日（民法第122條）；自終期往前倒數的預告期間不順延、不縮短。
- 上班日依行政機關辦公日曆表，另計機關登錄的停班日；未公布日曆的年度不予推算。
- 以月為單位的時效，以該月末日決定適用的規定；其餘以起算日決定。

## 規則

${ruleTable()}

## 辦公日曆

${calendarTable()}

資料來源：中華民國政府行政機關辦公日曆表（行政院人事行政總處，政府資料開放授權條款第1版）。

## 時效一覽

${clockTable()}

## 參數

${parameters}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(GUIDE, rulesGuide());
  console.log("docs/guide/rules.md written");
}
