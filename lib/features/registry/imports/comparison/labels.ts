/** Why a row is wrong (nothing is stored) or doubtful (stored, to be looked at), as the screen says it. */
export const REASON_LABELS = {
  // wrong
  short_row: "欄數少於標題列，這一列可能不完整",
  surplus_cells: "標題列以外還有內容，這一列可能多了逗號或錯欄",
  missing: "必填欄位空白",
  too_long: "文字過長",
  formula_text: "以 = + - @ 開頭，試算表會當成公式",
  control_character: "含有看不見的控制字元",
  unknown_district: "本市沒有這個行政區",
  unknown_tier: "層級須為 A、B 或 C",
  unknown_service: "不認得的服務類型",
  service_not_allowed: "A、C 單位的服務類型須空白",
  not_a_count: "須為 0 以上的整數",
  parts_over_total: "專車、共用、計程車合計大於小計",
  not_yes_or_no: "須為 true、false、是、否或空白",
  not_a_time: "須為 HH:MM 的時間",
  not_hours: "須為 0 至 24 的時數",
  not_time_spans: "須為 HH:MM-HH:MM，多段以分號分隔",
  unknown_note_kind: "不認得的註記種類",
  duplicate_row: "與前面的列完全相同",
  duplicate_key: "同一單位在檔案中出現兩次，內容不同",
  // doubtful
  printed_twice: "同一服務內名稱重複，其他欄位不同；兩列都保留",
  replacement_character: "名稱含有無法辨識的字元",
  look_alike: "名稱疑似有形近誤字",
  cut_off: "名稱疑似缺尾字",
  repeated_characters: "名稱有連續重複的字，疑似辨識錯誤",
  other_spelling: "與既有組織名稱僅臺／台寫法不同，視為同一組織",
  parts_under_total: "專車、共用、計程車合計與小計不符",
  note_damaged: "名稱註記：損壞，照原文保留",
  note_doubtful: "名稱註記：存疑，照原文保留",
  note_inferred: "名稱註記：推定，未經證實",
  kept_by_hand: "本市已有人工建檔的同名登錄，不予覆寫",
  no_such_unit: "查無此單位，未儲存",
  several_units: "同名單位不只一個，各單位都儲存",
  closes_before_opens: "結束時間早於開始時間",
  no_such_listing: "清冊中查無這個名稱；註記保留，待清冊匯入後再對應",
  unknown_column: "範本沒有這個欄位，未匯入",
} as const;

/** What a file does to the registry, and what is the matter with it. */
export const LIST_LABELS = {
  added: "新增",
  changed: "變更",
  gone: "消失",
  doubtful: "存疑",
  wrong: "錯誤",
} as const;

export const MARK_LABELS = {
  new_organisation: "新組織、新單位",
  new_unit: "新單位",
  new_listing: "既有單位，新增列冊",
  returned: "恢復列冊",
} as const;
