/** Words of the audit log for what is done with plan tables. */
export const PLAN_TABLE_ACTIONS: Readonly<Record<string, string>> = {
  "plan_draft.previewed": "上傳計畫資料表草案",
  "plan_draft.applied": "套用計畫資料表草案",
  "plan_draft.discarded": "放棄計畫資料表草案",
};
