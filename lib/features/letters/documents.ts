import type { Content, TDocumentDefinitions } from "pdfmake/interfaces";
import { cm, renderPdf } from "@/lib/platform/pdf";
import { formatRocDate } from "@/lib/platform/roc-date";
import { LETTER_KIND_LABELS } from "./labels";
import type { KeptLetter } from "./types";

const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

function rocWords(day: string): string {
  const [year, month, date] = formatRocDate(day).split("/");
  return `中華民國 ${year} 年 ${Number(month)} 月 ${Number(date)} 日`;
}

/** 一、二、三 before paragraphs that hang; past ten they count in figures. */
function numbered(paragraphs: readonly string[]): Content[] {
  return paragraphs.map((text, index) => ({
    columns: [
      { width: 26, text: `${NUMERALS[index] ?? index + 1}、` },
      { width: "*", text },
    ],
    margin: [0, 0, 0, 4],
  }));
}

function part(title: string, content: Content[]): Content[] {
  if (content.length === 0) return [];
  return [
    { text: title, bold: true, margin: [0, 8, 0, 4] },
    { stack: content, margin: [cm(0.6), 0, 0, 0] },
  ];
}

/** The letter as it goes out: bureau, addressee, day and number, 主旨, 說明, 依據, what is decided, until when, and the remedy. */
export function letterDefinition(letter: KeptLetter): TDocumentDefinitions {
  const { head, subject, facts, decisions, grounds, deadline, remedy } = letter;
  const due = deadline ? [`${deadline.label}：${rocWords(deadline.on)}`] : [];
  return {
    info: { title: `${head.number} ${subject}`, author: head.bureau, subject: LETTER_KIND_LABELS[head.kind] },
    pageMargins: [cm(2.5), cm(2.2), cm(2.5), cm(2)],
    content: [
      { text: `${head.bureau}　函`, fontSize: 20, bold: true, alignment: "center", margin: [0, 0, 0, 14] },
      { text: `受文者：${head.unit.name}（${head.unit.code}）`, fontSize: 13, bold: true },
      { text: `地址：${head.unit.address ?? "（登記地址未載）"}` },
      { text: `發文日期：${rocWords(head.issuedOn)}` },
      { text: `發文編號：${head.number}` },
      { text: `類別：${LETTER_KIND_LABELS[head.kind]}`, margin: [0, 0, 0, 8] },
      {
        columns: [
          { width: 48, text: "主旨：", bold: true },
          { width: "*", text: subject },
        ],
      },
      ...part("說明：", numbered(facts)),
      ...part("處置：", numbered(decisions)),
      ...part("期限：", numbered(due)),
      ...part("依據：", numbered(grounds)),
      ...part("救濟及陳述意見：", numbered(remedy)),
    ],
    footer: (page, pages) => ({
      text: `${head.number}　第 ${page} 頁，共 ${pages} 頁`,
      alignment: "center",
      fontSize: 9,
      margin: [0, cm(0.6), 0, 0],
    }),
  };
}

/** The bytes of the letter as they are kept. */
export function letterAsPdf(letter: KeptLetter): Promise<Buffer> {
  return renderPdf(letterDefinition(letter));
}
