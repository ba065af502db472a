import { describe, expect, it } from "vitest";
import type { ChecklistTemplate, Field } from "@/lib/features/inspections/templates/types";
import {
  cellsOf,
  checklistFiles,
  EXTRACTS,
  itemsOf,
  PRINTED_FORMS,
  type PrintedForm,
  readChecklist,
  readExtract,
} from "../support/checklists";

// The words that are signed are the words of the form: each is looked for in the extract of the plan. Where the scan is
// damaged, the list of mended words says what it reads instead, and that is looked for.

interface Word {
  where: string;
  text: string;
}

const bare = (text: string) => text.replace(/<\/?u>|[\s_│]/gu, "");

/** A text in the two ways that a table can be read: line by line, and each column from top to bottom. */
function readBothWays(extract: string): string {
  const rows = cellsOf(extract);
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, place) => rows.map((row) => row[place] ?? "").join(""));
  return [readExtract(extract), ...columns].map(bare).join("\u0001");
}

/** What is left of a word without restored letters 〔〕 and blanks __; a prompt before a blank is looked for by its parts. */
function partsOf(text: string): string[] {
  return text
    .split(/〔[^〕]*〕|__/u)
    .map(bare)
    .filter((part) => part !== "");
}

const fieldWords = (fields: Field[]): Word[] =>
  fields.flatMap((field) => [
    { where: field.key, text: field.label },
    ...field.answers.map(({ value, label }) => ({ where: `${field.key}=${value}`, text: label })),
  ]);

function itemWords(template: ChecklistTemplate): Word[] {
  return template.sections.flatMap((section) => [
    { where: section.key, text: section.label },
    ...(section.heading ? [{ where: `${section.key} heading`, text: section.heading }] : []),
    ...fieldWords(section.fields),
    ...section.items.flatMap((item) => [
      { where: item.key, text: item.label },
      ...fieldWords(item.fields),
      ...item.questions.flatMap((question) => [
        ...(question.label ? [{ where: question.key, text: question.label }] : []),
        ...question.answers.map(({ value, label }) => ({ where: `${question.key}=${value}`, text: label })),
        ...fieldWords(question.fields),
      ]),
    ]),
  ]);
}

function wordsOf(template: ChecklistTemplate): Word[] {
  return [
    { where: "title", text: template.title },
    ...fieldWords(template.header),
    ...itemWords(template),
    ...fieldWords(template.closing),
    ...template.outcomes.map(({ value, label }) => ({ where: `outcome=${value}`, text: label })),
    ...template.signatures.map(({ key, label }) => ({ where: key, text: label })),
    ...(template.statement ? [{ where: "statement", text: template.statement }] : []),
    ...template.notes.map((text, place) => ({ where: `note ${place + 1}`, text })),
  ];
}

function read(form: PrintedForm): { template: ChecklistTemplate; words: Word[]; source: string } {
  const template = readChecklist(form);
  return { template, words: wordsOf(template), source: readBothWays(EXTRACTS[form]) };
}

function isPrinted(text: string, source: string): boolean {
  return partsOf(text).every((part) => source.includes(part));
}

type Exceptions<Value> = Partial<Record<PrintedForm, Record<string, Value>>>;

/** Words that the scan damages, and the pieces that it has of them: letters doubled, misread, dropped or cut by a cell. */
const MENDED: Exceptions<string[]> = {
  "taichung-a-unit-check-112-01-16": {
    person_in_charge: ["計畫負責//職稱"],
    full_time: ["個管員數", "事任人,兼任人"],
    part_time: ["個管員數", "事任人,兼任人"],
    "outcome=not_met": ["□不符合:限於年月□", "日前改善完竣"],
  },
  "taichung-b-quality-check-113-11": {
    unit_name: ["單位名", "稲", "(全名)"],
    "services=small_multifunction": ["□小規", "見模多機", "幾能"],
    service_area: ["服務區:", "域"],
    care_workers: ["工作人員數", "照顧服務員"],
    clients: ["(系統", "服務人數.查詢前一個月服務", "5人數)"],
    institutions_inspector: ["機構服", "查核人", "(請機構股同仁簽名;長照中心自", "行稽查則填無)"],
    structure: ["結構", "海"],
    service: ["服", "務面"],
    referral_and_closing: ["個案轉介及結案機制落實執行並留(含異常事件紀錄)", "存紀錄"],
    inspector_signature: ["查員簽名"],
  },
  "taichung-home-visit-113-11": {
    visited_at: ["核日期:"],
    case_source: ["件來源:選", "懌一個項目。"],
    need_level: ["初/", "此当等為", "欠評估失能吸"],
    copay_class: ["福和", "利身分別"],
    opinion: ["個安音目回", "案意見回饋"],
    satisfaction: ["對於長照服務", "务的满意度:"],
    "satisfaction_result=very_satisfied": ["□非常溢", "嶌意"],
    punctual: ["請問服務人員", "員「按約定時間到", "家提供服務」的情形:", "如何?(以照解", "頁及專業服務為主"],
    "punctual_result=always": ["□每次準"],
    same_person: ["請問您每次至", "刘家裡來的服務人", "員是否都是同一個人", "?(以照顧及專", "厚業服務為主)"],
    receipts: ["特約單位是否", "₹提供收據?(低收據)", "文則免付)"],
    suggestions: ["對於長照服務", "务的建議:"],
    really_served: ["2.服務", "人員是否確實提供服務", "f(未到案家)?"],
    inspector_signature: ["查核》", "人員簽名:"],
    "note 4": ["查核對象為高度疑義服務人員未到", "於次月10日後以系緣及電話調查後續服務實際情形"],
  },
  "taichung-spot-check-113-11": {
    copied_cases: ["(一)現場複印", "個案等人紙本", "(單/服務紀錄(名冊如)"],
    "copies_complete=missing": [
      "缺漏:短缺個案(注",
      "逐一列出)",
      "纸本服務紀錄,應於110年",
      "日前送(寄)達本局,逾時視同",
    ],
    asked: ["所言", "是否屬實,有無需要補充?"],
    statement: [
      "查核資料與單位人員",
      "人約無意見。現場確認無誤。",
      "貴單位於下列",
      "時地派員前來本機構執行公務並無滋擾勒索等不法行為,亦無發生財務短少或其他",
      "損害情事,特",
      "具結屬實。",
    ],
  },
  "taichung-c-station-check-112-04-19": {
    quarter: ["務督導檢核第_", "李第次"],
    present_elders: ["現場人數:", "位長輩"],
    present_care_staff: ["現場人數:", "位照服員/社工人員"],
    present_volunteers: ["現場人數:", "位志工"],
    present_others: ["現場人數:", "位其它工作人員"],
    ways_in_and_out: ["依長輩使用需求規則出入動線*", "劃"],
    volunteer_manager: ["置專責人員執行志.管理*", "工□是,姓名:"],
    volunteer_meetings: ["定期召開志工督導議*", "會□是,召開日期:"],
    visits: ["辨理關懷訪視(與電話問安擇一)"],
    health_promotion: ["辨理健康促進"],
    survey_followed: ["針對服務滿意度調查结果進行追蹤處理,留存紀錄。"],
    "note 2": ["2.「*」", "及訪視內容勾選無或否者,應持續加強輔導至完成改善。"],
  },
};

const DATE_PROMPT =
  "the form prints the blanks of a date inside its sentence; the screen asks for them apart";
const ROW_AND_COLUMN = "the name of the row and that of the column of the form's table";
const PROMPT = "the form prints only the boxes or the blank; the screen needs a question before them";

/** Words that the form does not print, and why they are there all the same. */
const ADDED: Exceptions<string> = {
  "taoyuan-a-unit-check-114-02": {
    part_time: "printed once before two blanks: 目前人力量能：專任 人 兼任 人",
  },
  "taichung-b-quality-check-113-11": {
    title: "the heading of the form is lost; the contents of the plan name it",
    visited_at: "lost with the heading; every other form of the city has it",
    records: "the name of the part is lost, its numbers begin anew",
    community: "the name of the part is lost, its numbers begin anew",
    earlier_result: PROMPT,
    ...Object.fromEntries(
      [
        "contracts_signed",
        "contracts_amended",
        "record_format",
        "referral_and_closing",
        "supervisor_contacts",
        "recorded_in_time",
        "receipts",
        "work_records_signed",
        "referral_as_served",
        "attendance",
        "hours_as_agreed",
      ].map((item) => [`${item}_papers_due`, DATE_PROMPT]),
    ),
  },
  "taichung-home-visit-113-11": {
    as_approved_other: PROMPT,
    really_served_other: PROMPT,
    inspector_arrived: ROW_AND_COLUMN,
    inspector_left: ROW_AND_COLUMN,
    b_unit_arrived: ROW_AND_COLUMN,
    b_unit_left: ROW_AND_COLUMN,
    staff_arrived: ROW_AND_COLUMN,
    staff_left: ROW_AND_COLUMN,
    client_relation: "printed as 與個案關係 beside the signature of the person asked; the header has one too",
  },
  "taichung-spot-check-113-11": {
    institution_mixed: "the boxes in the brackets after 綜合式",
    services: "the name of the row and the first word in it",
    copied_papers: PROMPT,
    copies_complete: PROMPT,
    papers_due: DATE_PROMPT,
    "asked_answer=more": "the form has only 屬實,無需補充; whoever has something to add needs a box",
    asked_more: PROMPT,
  },
  "taichung-c-station-check-112-04-19": {
    full_time_kind: PROMPT,
    full_time_seen: PROMPT,
    pay_asked: PROMPT,
    pay_asked_at: DATE_PROMPT,
    pay_registered_on: DATE_PROMPT,
    prevention_data_on: DATE_PROMPT,
  },
};

describe("The words of a form", () => {
  it.each(PRINTED_FORMS)("%s are those of its source, besides the mended and the added ones", (form) => {
    const { words, source } = read(form);
    const strange = words.filter(({ text }) => !isPrinted(text, source)).map(({ where }) => where);
    const excepted = [...Object.keys(MENDED[form] ?? {}), ...Object.keys(ADDED[form] ?? {})];
    expect(strange.sort()).toEqual(excepted.sort());
  });

  it.each(PRINTED_FORMS)("%s that were mended stand in the scan as the list says", (form) => {
    const { source } = read(form);
    const unseen = Object.entries(MENDED[form] ?? {}).flatMap(([where, parts]) =>
      parts.filter((part) => !source.includes(bare(part))).map((part) => `${where}: ${part}`),
    );
    expect(unseen).toEqual([]);
  });

  it.each(PRINTED_FORMS)("%s that were mended or filled in make the template a restored one", (form) => {
    const { template, words } = read(form);
    const filledIn = words.some(({ text }) => text.includes("〔"));
    const mended = Object.keys(MENDED[form] ?? {}).length > 0;
    const noted = itemsOf(template).some(({ restored }) => restored !== null);
    expect(template.isRestored).toBe(filledIn || mended || noted);
  });

  it("name in the contents of the plan the form whose heading is lost", () => {
    const contents = bare(readExtract("taichung-contents"));
    expect(contents).toContain(readChecklist("taichung-b-quality-check-113-11").title);
  });
});

describe("The words of rules and samples", () => {
  const texts = readBothWays("taichung-inspections") + readBothWays("taoyuan-part-5");

  it.each(checklistFiles().map((file) => file.replace(/\.json$/u, "")))("%s are those of the plan", (id) => {
    const template = readChecklist(id);
    const extract = PRINTED_FORMS.find((form) => form === id);
    const source = texts + (extract ? readBothWays(EXTRACTS[extract]) : "");
    const quoted = [template.correction?.text ?? "", template.sampling?.text ?? ""];
    // Three sentences are broken by a cell of the table; the parts on both sides of the break are looked for.
    const parts = quoted
      .flatMap((text) => text.split(/(?<=301\(含)|(?<=,抽)|(?<=限於 年 月 )|__/u))
      .flatMap(partsOf);
    expect(parts.filter((part) => !source.includes(part))).toEqual([]);
  });
});
