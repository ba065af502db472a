import type { PlainDate } from "@/lib/rules/plain-date";
import type { LetterKind } from "@/prisma/generated/enums";

/** What a letter says, made ready by whoever sends it. Kept with the letter as it was sent. */
export interface LetterContent {
  /** 主旨 */
  subject: string;
  /** 說明: what is held to be the case, a paragraph each. */
  facts: string[];
  /** 依據: laws and forms, with their places. */
  grounds: string[];
  /** What is ordered or decided; one line each. */
  decisions: string[];
  /** Until when, and what for. Null where the letter sets no limit. */
  deadline: { label: string; on: PlainDate } | null;
  /** 救濟教示: how to be heard, or how to ask for a review. */
  remedy: string[];
  /** The findings that the letter is about, where there are several. */
  findings?: { id: string; number: string }[];
}

/** The head of a letter, filled in when it is sent. */
export interface LetterHead {
  bureau: string;
  unit: { code: string; name: string; address: string | null };
  number: string;
  issuedOn: PlainDate;
  kind: LetterKind;
}

export interface KeptLetter extends LetterContent {
  head: LetterHead;
}

export interface LetterRow {
  id: string;
  number: string;
  kind: LetterKind;
  unit: { id: string; code: string; name: string };
  subject: string;
  issuedOn: PlainDate;
  arrivedOn: PlainDate | null;
  deadline: LetterContent["deadline"];
  about: { findingId: string | null; violationId: string | null; measureId: string | null };
}

export interface LetterDetail extends LetterRow {
  content: KeptLetter;
  size: number;
  sha256: string;
}
