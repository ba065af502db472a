import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { EVIDENCE_LABELS, FINDING_LEVEL_LABELS, ITEM_CHANGE_LABELS, RESULT_KIND_LABELS } from "../labels";
import type { Differences, DifferenceWords, Wording } from "./types";

export const WORDS: DifferenceWords = {
  kind: RESULT_KIND_LABELS,
  level: FINDING_LEVEL_LABELS,
  service: SERVICE_LABELS,
  evidence: EVIDENCE_LABELS,
};

const wording = ({ label, from, to }: Wording) => `${label}：${from || "（無）"} → ${to || "（無）"}`;

/** The differences as lines of text, for the record. */
export function differenceLines({ details, sections, items }: Differences): string[] {
  const rows = [...sections, ...items].map(({ kind, label, changes }) => {
    const said = changes.map(wording).join("；");
    return `${ITEM_CHANGE_LABELS[kind]}「${label}」${said && `（${said}）`}`;
  });
  return [...details.map(wording), ...rows];
}
