/** Where a rule stands written, as an officer would quote it. */
export interface Citation {
  /** Short key: CR 特約管理辦法, PR 申請及給付辦法, CC 民法, CAL 辦公日曆, TYC / TXG city plans, LAW other law. */
  readonly source: "CR" | "PR" | "CC" | "CAL" | "TYC" | "TXG" | "LAW";
  readonly document: string;
  readonly place: string;
}

/** 長期照顧特約管理辦法 (in force 2023-10-06). */
export function contractRegulation(place: string): Citation {
  return { source: "CR", document: "長期照顧特約管理辦法", place };
}

/** 長期照顧服務申請及給付辦法 (in force 2022-02-01, amended 2025-06-19) with its tables. */
export function paymentRegulation(place: string): Citation {
  return { source: "PR", document: "長期照顧服務申請及給付辦法", place };
}

/** 民法. */
export function civilCode(place: string): Citation {
  return { source: "CC", document: "民法", place };
}

/** Taoyuan's management plan for A units of 2025. */
export function taoyuanPlan(place: string): Citation {
  return { source: "TYC", document: "桃園市114年社區整合型服務中心（A單位）管理計畫", place };
}

/** Taichung's integrated long-term care plan of 2025. */
export function taichungPlan(place: string): Citation {
  return { source: "TXG", document: "臺中市114年長照2.0整合型計畫", place };
}

/** The office calendar that the Executive Yuan publishes each year. */
export const OFFICE_CALENDAR: Citation = {
  source: "CAL",
  document: "中華民國政府行政機關辦公日曆表",
  place: "行政院人事行政總處公告",
};

/** The citation in one line, as in a letter: 長期照顧特約管理辦法第18條. */
export function citationText(citation: Citation): string {
  const gap = citation.place.startsWith("第") || citation.place.startsWith("附表") ? "" : " ";
  return `${citation.document}${gap}${citation.place}`;
}
