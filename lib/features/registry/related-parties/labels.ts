import type { RelatedPartyKind } from "@/prisma/generated/enums";

export const KIND_LABELS: Record<RelatedPartyKind, string> = {
  same_owner: "同一設立者",
  connected: "關聯（代表人、出資或實質控制相關）",
};
export const KINDS = Object.keys(KIND_LABELS) as RelatedPartyKind[];

export const RELATED_PARTY_ACTIONS: Record<string, string> = {
  "related_party.added": "登錄關聯",
  "related_party.ended": "終止關聯",
};
