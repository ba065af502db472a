import type { DispatchBasis, DispatchState } from "@/prisma/generated/enums";
import { CENTRE_BASIS_LABELS, CENTRE_STATE_LABELS } from "../centre/labels";
import { BASIS_LABELS, DISPATCH_STATE_LABELS } from "../providers/labels";

/** What the list can be narrowed to. */
export const DISPATCH_FILTERS = [
  "waiting",
  "accepted",
  "not_begun",
  "in_service",
  "declined",
  "taken_back",
  "withdrawn",
  "ended",
] as const;
export type DispatchFilter = (typeof DISPATCH_FILTERS)[number];

export const DISPATCH_FILTER_LABELS: Record<DispatchFilter, string> = {
  waiting: "待回復",
  accepted: "已承接",
  not_begun: "已承接，尚無第一次服務日",
  in_service: "服務中",
  declined: "已婉拒或拒絕",
  taken_back: "照管中心收回",
  withdrawn: "已撤回",
  ended: "已結束",
};

export const DISPATCH_LIST_ACTIONS: Record<string, string> = {
  "dispatch.list_exported": "匯出派案清單",
};

/** On what ground, in the words of who sent it. */
export function basisLabel(basis: DispatchBasis, ofCentre: boolean): string {
  return ofCentre ? CENTRE_BASIS_LABELS[basis] : BASIS_LABELS[basis];
}

/** What became of it, in the words of who sent it. */
export function stateLabel(state: DispatchState, ofCentre: boolean): string {
  return ofCentre ? CENTRE_STATE_LABELS[state] : DISPATCH_STATE_LABELS[state];
}
