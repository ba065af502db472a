import type { Content, TableCell, TDocumentDefinitions } from "pdfmake/interfaces";
import { cm, renderPdf } from "@/lib/platform/pdf";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import type { ChecklistTemplate } from "../../templates/types";
import { answerText } from "../form/schema";
import {
  type Blank,
  type FormEntry,
  type FormPart,
  type FormSection,
  formOf,
  isOpen,
  type PartValue,
} from "../form/types";
import { PARTY_LABELS } from "../labels";
import { type InspectionDetail, PARTY_OF_ROLE, type SignatureRow, TYPED } from "../types";

/** A photograph with its bytes. */
export interface PrintedPhoto {
  itemKey: string | null;
  caseId: string | null;
  caption: string | null;
  fileName: string;
  mediaType: string;
  takenAt: Date;
  bytes: Buffer;
}

/** What is printed: a form, and what was entered into it; nothing where the form goes along empty. */
export interface Printed {
  template: ChecklistTemplate;
  number: string | null;
  unitName: string | null;
  sections: FormSection[];
  cases: { id: string; position: number; number: string; name: string }[];
  detail: InspectionDetail | null;
  photos: PrintedPhoto[];
  bureau: string;
}

const TICKED = "■";
const OPEN_BOX = "□";
const LINE = "＿＿＿＿＿＿";

/** The record of an inspection as on the paper form. */
export function recordOf(detail: InspectionDetail, bureau: string, photos: PrintedPhoto[]): Printed {
  const isEmpty = detail.state === "planned" || detail.state === "cancelled";
  const scope = { services: detail.header.services, caseIds: detail.cases.map(({ id }) => id) };
  const blank = emptyForm(detail.template, bureau, detail.header.services);
  const named = { number: detail.number, unitName: `${detail.unit.code} ${detail.unit.name}` };
  if (isEmpty) return { ...blank, ...named };
  const sections = formOf(detail.template, scope);
  return { ...named, template: detail.template, sections, cases: detail.cases, detail, photos, bureau };
}

/** The empty form, to take along: with as many sampled cases as the rule draws at most. */
export function emptyForm(
  template: ChecklistTemplate,
  bureau: string,
  services = ALL_SERVICES(template),
): Printed {
  const most = Math.max(0, ...(template.sampling?.steps ?? []).map(({ cases }) => cases));
  const cases = Array.from({ length: most }, (_, at) => ({
    ...{ id: String(at + 1), position: at + 1, number: "", name: LINE },
  }));
  const sections = formOf(template, { services, caseIds: cases.map(({ id }) => id) });
  return { template, number: null, unitName: null, sections, cases, detail: null, photos: [], bureau };
}

/** On an empty form every item stands, whatever services the unit has. */
const ALL_SERVICES = ({ sections }: ChecklistTemplate) =>
  sections.flatMap(({ items }) => items.flatMap(({ appliesTo }) => appliesTo ?? []));

/** The bytes of the printed form. */
export function printedAsPdf(printed: Printed): Promise<Buffer> {
  return renderPdf(recordDefinition(printed));
}

/** A form on paper: title, head, sections as tables, result, signatures, addenda, then the photographs as annex. */
export function recordDefinition(printed: Printed): TDocumentDefinitions {
  const { template, number, bureau } = printed;
  return {
    info: { title: [number, template.title].filter(Boolean).join(" "), author: bureau },
    pageMargins: [cm(1.6), cm(1.6), cm(1.6), cm(1.8)],
    defaultStyle: { fontSize: 10, lineHeight: 1.25 },
    content: [
      { text: template.title, fontSize: 16, bold: true, alignment: "center" },
      {
        columns: [
          { text: number ? `查核編號：${number}` : "" },
          { text: template.version.roc, alignment: "right" },
        ],
        ...{ fontSize: 9, margin: [0, 2, 0, 6] },
      },
      ...printed.sections.flatMap((section) => sectionContent(printed, section)),
      ...drawContent(printed),
      ...signatureContent(printed),
      ...template.notes.map((text): Content => ({ text, fontSize: 9, margin: [0, 2, 0, 0] })),
      ...addendaContent(printed),
      ...photoContent(printed),
    ],
    footer: (page, pages) => ({
      text: `${[printed.unitName, number].filter(Boolean).join("　")}　第 ${page} 頁，共 ${pages} 頁`,
      ...{ alignment: "center", fontSize: 8, margin: [0, cm(0.5), 0, 0] },
    }),
  };
}

function sectionContent(printed: Printed, section: FormSection): Content[] {
  const [first] = section.entries;
  const title = [section.number, section.label].filter(Boolean).join(" ");
  const isPlain = section.entries.every(({ item }) => item === null);
  const heading: Content[] = section.heading
    ? [{ text: section.heading, bold: true, margin: [0, 6, 0, 2] }]
    : [];
  if (isPlain && first?.parts[0]) {
    const head: Content[] =
      section.key === "header" ? [] : [{ text: title, bold: true, margin: [0, 8, 0, 3] }];
    return [...heading, ...head, blanksTable(printed, first.parts[0])];
  }
  return [
    ...heading,
    {
      table: {
        headerRows: 2,
        widths: [cm(1.1), "*", cm(4.6), cm(4.6)],
        dontBreakRows: true,
        body: [
          [{ text: title, bold: true, colSpan: 4, fillColor: "#eeeeee" }, {}, {}, {}],
          ["項次", "查核項目", "查核結果", "查核情形／備註"].map((text) => ({
            text,
            bold: true,
            alignment: "center",
          })),
          ...section.entries.map((entry) => entryRow(printed, entry)),
        ],
      },
      margin: [0, 8, 0, 0],
    },
  ];
}

function valueIn(printed: Printed, part: FormPart): PartValue {
  const { detail } = printed;
  if (!detail) return {};
  const found = detail.answers.find(
    ({ itemKey, caseId }) => itemKey === part.itemKey && caseId === part.caseId,
  );
  return found?.value ?? {};
}

/** Blanks of head and foot, two in a row. */
function blanksTable(printed: Printed, part: FormPart): Content {
  const value = valueIn(printed, part);
  const shown = part.blanks.filter((blank) => printed.detail === null || isOpen(blank, value));
  const cells = shown.map((blank): TableCell[] => [
    { text: blank.label ?? "", fillColor: "#f5f5f5" },
    { text: toldOf(printed, blank, value) },
  ]);
  const rows: TableCell[][] = [];
  for (let at = 0; at < cells.length; at += 2) {
    rows.push([...(cells[at] ?? []), ...(cells[at + 1] ?? [{ text: "" }, { text: "" }])]);
  }
  return {
    table: { widths: [cm(3.2), "*", cm(3.2), "*"], body: rows.length > 0 ? rows : [["", "", "", ""]] },
  };
}

/** Boxes with the ticked one, or what was written; on an empty form a place to write. */
function toldOf(printed: Printed, blank: Blank, value: PartValue): string {
  const given = value[blank.key];
  if (blank.answers.length > 0) {
    const ticked = [given].flat().map(String);
    return blank.answers
      .map((answer) => `${ticked.includes(answer.value) ? TICKED : OPEN_BOX}${answer.label}`)
      .join("　");
  }
  if (given !== undefined) return answerText(blank, given);
  return printed.detail ? "" : `${LINE}${blank.unit ?? ""}`;
}

function entryRow(printed: Printed, entry: FormEntry): TableCell[] {
  const { item, parts } = entry;
  if (!item) {
    const cells = parts.map((part) => blanksTable(printed, part));
    return [{ stack: cells, colSpan: 4 }, {}, {}, {}];
  }
  const codes = item.indicatorCodes.length > 0 ? `\n（指標 ${item.indicatorCodes.join("、")}）` : "";
  const questions = new Set(item.questions.map(({ key }) => key));
  return [
    { text: `${item.mark ?? ""}${item.number ?? ""}`, alignment: "center" },
    { text: `${item.label}${codes}` },
    { stack: parts.flatMap((part) => told(printed, part, (blank) => questions.has(blank.key))) },
    { stack: parts.flatMap((part) => told(printed, part, (blank) => !questions.has(blank.key))) },
  ];
}

/** The results, or the written blanks, of a part; of a sampled case under its name. */
function told(printed: Printed, part: FormPart, isShown: (blank: Blank) => boolean): Content[] {
  const value = valueIn(printed, part);
  const of = printed.cases.find(({ id }) => id === part.caseId);
  const blanks = part.blanks.filter(
    (blank) => isShown(blank) && blank.kind !== "photos" && (printed.detail === null || isOpen(blank, value)),
  );
  const lines = blanks.map((blank): Content => {
    const label = [blank.number, blank.label].filter(Boolean).join(" ");
    const text = toldOf(printed, blank, value);
    return { text: label && label !== "備註" && label !== "查核情形" ? `${label}：${text}` : text };
  });
  if (lines.length === 0 || !of) return lines;
  const name = [`案${of.position}`, of.number, of.name].filter(Boolean).join(" ");
  return [{ text: name, bold: true, fontSize: 9 }, ...lines];
}

function drawContent({ detail }: Printed): Content[] {
  if (!detail?.sample) return [];
  const { sample, cases } = detail;
  const drawn = cases.map(({ number, name }) => `${number} ${name}`).join("、");
  return [
    {
      text: `抽案：母體 ${sample.population.length} 案，抽 ${sample.size} 案（${drawn}）；種子 ${sample.seed}，依「種子:案號」之 SHA-256 由小至大取前 ${sample.size} 案。`,
      ...{ fontSize: 9, margin: [0, 6, 0, 0] },
    },
  ];
}

function signatureContent({ template, detail }: Printed): Content[] {
  const lines = template.signatures.map((line) => {
    const row = detail?.signatures.find(({ party }) => party === PARTY_OF_ROLE[line.role]);
    return { label: line.label || PARTY_LABELS[PARTY_OF_ROLE[line.role]], row };
  });
  if (lines.length === 0) return [];
  return [
    ...(template.statement
      ? [{ text: template.statement, bold: true, margin: [0, 10, 0, 4] } as Content]
      : []),
    {
      unbreakable: true,
      margin: [0, 6, 0, 0],
      table: {
        widths: lines.map(() => "*"),
        body: [
          lines.map(({ label }) => ({ text: label, fillColor: "#f5f5f5" })),
          lines.map(({ row }) => (row ? signatureCell(row) : { text: "\n\n\n" })),
        ],
      },
    },
  ];
}

function signatureCell({ name, strokes, refusedReason, signedAt }: SignatureRow): TableCell {
  const when: Content = { text: `${name}　${formatRocInstant(signedAt)}`, fontSize: 9 };
  if (refusedReason !== null) return { stack: [{ text: `拒絕簽名：${refusedReason}` }, when] };
  if (strokes === null || strokes === TYPED) {
    return { stack: [{ text: name, fontSize: 14 }, { text: "（以鍵盤簽署並確認）", fontSize: 9 }, when] };
  }
  const path = `<path d="${strokes}" fill="none" stroke="#000" stroke-width="4" stroke-linecap="round"/>`;
  return {
    stack: [{ svg: `<svg viewBox="0 0 600 200" width="600" height="200">${path}</svg>`, width: 150 }, when],
  };
}

function addendaContent({ detail }: Printed): Content[] {
  if (!detail || detail.addenda.length === 0) return [];
  return [
    { text: "補充紀錄", bold: true, margin: [0, 10, 0, 2] },
    ...detail.addenda.map(
      ({ text, createdAt, createdByName }): Content => ({
        text: `${formatRocInstant(createdAt)} ${createdByName}：${text}`,
      }),
    ),
  ];
}

function photoContent({ photos, template, cases }: Printed): Content[] {
  const items = template.sections.flatMap((section) => section.items);
  return photos.map((photo, at): Content => {
    const item = items.find(({ key }) => key === photo.itemKey);
    const of = cases.find(({ id }) => id === photo.caseId);
    const about = [
      item && [item.number, item.label].filter(Boolean).join(". "),
      of && `${of.number} ${of.name}`,
      photo.caption,
    ];
    return {
      unbreakable: true,
      ...(at === 0 ? { pageBreak: "before" as const } : {}),
      margin: [0, 0, 0, 10],
      stack: [
        ...(at === 0
          ? [{ text: "附件：照片", bold: true, fontSize: 13, margin: [0, 0, 0, 6] } as Content]
          : []),
        { image: `data:${photo.mediaType};base64,${photo.bytes.toString("base64")}`, fit: [cm(17), cm(10)] },
        {
          text: `照片 ${at + 1}　${about.filter(Boolean).join("　") || photo.fileName}（${formatRocDate(photo.takenAt.toISOString().slice(0, 10))}）`,
          fontSize: 9,
        },
      ],
    };
  });
}
