/** Words of the audit log for what is done with plan tables. */
export const PLAN_TABLE_ACTIONS: Readonly<Record<string, string>> = {
  "plan_draft.previewed": "上傳計畫資料表草案",
  "plan_draft.applied": "套用計畫資料表草案",
  "plan_draft.discarded": "放棄計畫資料表草案",
};

export const DRAFT_STATE_LABELS = { previewed: "待套用", applied: "已套用", discarded: "已放棄" } as const;

export const ORIGIN_LABELS: Readonly<Record<string, string>> = {
  reference: "系統內建",
  upload: "本機關上傳",
};
