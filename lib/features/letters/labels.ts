import type { LetterKind } from "@/prisma/generated/enums";

export const LETTER_KIND_LABELS: Record<LetterKind, string> = {
  correction: "限期改善",
  hearing: "陳述意見通知",
  points: "違約記點通知",
  suspension: "停止派案通知",
  termination: "終止特約通知",
};

export const LETTER_ACTIONS: Record<string, string> = {
  "letter.issued": "發函",
  "letter.arrived": "登錄函文送達",
  "letter.opened": "開啟函文",
};

/** What the page says after something was done. */
export const LETTER_DONE: Record<string, string> = {
  issued: "已發函並存檔。",
  arrived: "已登錄送達日。",
};
