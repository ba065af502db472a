import { cellAt, number, own, type TableDefinition, type Term } from "../definition";
import { FILES } from "./files";

function hoursOf(column: string): Term {
  return { sum: column, file: FILES.hoursPerCase, rows: { item_key: "{item_key}" } };
}

// Cases of 115 are those of 114 × 1.25 (chores × 1.20), of 116 those of 115 × 1.09, kept unrounded for the hours.
const OF_114 = cellAt(FILES.workItems, "{item_key}/114", "cases_general");
const ordinary = (year: string, ...factors: string[]) => ({
  rows: { year, item_key: { not: "admin_chores" } },
  product: [OF_114, ...factors.map(number)],
});
const chores = (year: string, ...factors: string[]) => ({
  rows: { year, item_key: "admin_chores" },
  product: [OF_114, ...factors.map(number)],
});

const workItems: TableDefinition = {
  file: FILES.workItems,
  title: "表十 照顧管理專員核配推估（工作項目）",
  place: "表十 註10",
  rowNames: [{ name: "{item_key}/{year}" }],
  derived: [
    {
      kind: "formula",
      column: "annual_hours",
      formula: "workHours",
      of: [
        hoursOf("local_hours_general"),
        {
          cell: "cases_general",
          before: [
            ordinary("115", "1.25"),
            ordinary("116", "1.25", "1.09"),
            chores("115", "1.20"),
            chores("116", "1.20", "1.09"),
          ],
        },
        hoursOf("local_hours_remote"),
        own("cases_remote"),
      ],
    },
  ],
};

const hoursPerCase: TableDefinition = {
  file: FILES.hoursPerCase,
  title: "表十 照顧管理專員核配推估（每案耗時）",
  place: "表十 註8",
  rowNames: [{ name: "{item_key}/{step}" }],
  derived: [],
};

const staffTotals: TableDefinition = {
  file: FILES.staffTotals,
  title: "表十 照顧管理專員核配推估（員額）",
  place: "表十 註11至16",
  rowNames: [{ name: "{year}" }],
  derived: [
    {
      kind: "sum",
      column: "total_hours",
      formula: "sum",
      words: "各工作項目年度耗時相加；空白之項目依公式補算",
      of: [{ sum: "annual_hours", file: FILES.workItems, rows: { year: "{year}" }, blank: "recompute" }],
    },
    {
      kind: "formula",
      column: "available_hours_per_person",
      formula: "yearlyHours",
      of: [own("calendar_days"), own("public_holidays"), own("avg_leave_days")],
    },
    {
      kind: "formula",
      column: "care_managers",
      formula: "wholePersons",
      words: "年度總耗時÷年度可工作時數，無條件捨去",
      of: [own("total_hours"), own("available_hours_per_person")],
    },
    {
      kind: "formula",
      column: "supervisors_by_ratio",
      formula: "wholePersons",
      words: "照管專員÷7，無條件捨去",
      of: [own("care_managers"), number("7")],
    },
    {
      kind: "formula",
      column: "care_management_total",
      formula: "sum",
      words: "照管專員＋照管督導",
      of: [own("care_managers"), own("supervisors_total")],
    },
  ],
};

export const STAFFING_TABLES: readonly TableDefinition[] = [hoursPerCase, workItems, staffTotals];
