import type { AccountState, Role, Tier } from "@/prisma/generated/enums";

export const ROLE_LABELS: Record<Role, string> = {
  bureau_admin: "系統管理者",
  bureau_officer: "長照科承辦人",
  care_supervisor: "照顧管理督導",
  care_specialist: "照顧管理專員",
  a_unit_manager: "A 單位主管",
  case_manager: "A 單位個案管理員",
  b_unit_staff: "B 單位人員",
};

/** What a role is for, in a line, where one is chosen. */
export const ROLE_HINTS: Record<Role, string> = {
  bureau_admin: "管理本市帳號、匯入清冊、查閱全部稽核紀錄",
  bureau_officer: "辦理特約、人員、查核與停班日等業務",
  care_supervisor: "督導照管專員、抽審計畫、查看涵蓋率",
  care_specialist: "評估個案、核定計畫；須指定負責的行政區",
  a_unit_manager: "管理所屬 A 單位的人員與帳號",
  case_manager: "所屬 A 單位的個案管理",
  b_unit_staff: "所屬 B 單位的照會與服務紀錄",
};

export const STATE_LABELS: Record<AccountState, string> = {
  invited: "待設定密碼",
  active: "使用中",
  closed: "已停用",
};

export const TIER_LABELS: Record<Tier, string> = { a: "A 單位", b: "B 單位", c: "C 單位" };
