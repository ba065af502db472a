export const DOCUMENT_KINDS = ["consent", "contact", "other"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_KIND_LABELS: Record<DocumentKind, string> = {
  consent: "個案選擇服務單位同意書",
  contact: "聯繫紀錄",
  other: "其他",
};

/** The kind in words; kinds that other areas write show as they are. */
export function documentKindLabel(kind: string): string {
  const labels: Record<string, string> = DOCUMENT_KIND_LABELS;
  return labels[kind] ?? kind;
}
