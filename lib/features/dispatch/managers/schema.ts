import { z } from "zod";
import { idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { listParams, type SearchParams } from "@/lib/platform/list-params";

const MOST_AT_ONCE = 500;

export const assignSchema = z.object({
  caseId: idInput,
  version: versionInput,
  staffId: z.uuid("請選擇個案管理員。"),
});

export const refuseSchema = z
  .object({
    caseId: idInput,
    version: versionInput,
    kind: z.enum(["with_reason", "without_reason"], { error: "請選擇有無理由。" }),
    reason: z.string().trim().max(500, "理由最多 500 字。").optional().default(""),
  })
  .refine(({ kind, reason }) => kind === "without_reason" || reason.length >= 2, {
    path: ["reason"],
    message: "請填寫拒絕的理由（至少 2 字）；沒有理由者請選「不附理由」。",
  });

/** The cases that are ticked, or with `scope` "all" everything that the person carries when the form arrives. */
export const handOverSchema = z
  .object({
    fromStaffId: idInput,
    toStaffId: z.uuid("請選擇接手的個案管理員。"),
    scope: z.enum(["chosen", "all"], { error: "請選擇交接的範圍。" }),
    caseIds: z
      .union([idInput.transform((id) => [id]), z.array(idInput).max(MOST_AT_ONCE, "一次最多交接 500 案。")])
      .optional()
      .default([]),
    reason: reasonInput,
  })
  .refine(({ scope, caseIds }) => scope === "all" || caseIds.length > 0, {
    path: ["caseIds"],
    message: "請勾選要交接的個案，或選擇「全部個案」。",
  });

export type AssignCase = z.output<typeof assignSchema>;
export type RefuseCase = z.output<typeof refuseSchema>;
export type HandOver = z.output<typeof handOverSchema>;

export const WAITING_SORTS = ["dispatchedOn", "number", "district", "needLevel"] as const;
export type WaitingParams = ReturnType<typeof waitingParams>;

/** Reads the parameters of the list of cases that wait for a manager; what is not understood falls back. */
export function waitingParams(params: SearchParams) {
  return listParams(params, WAITING_SORTS);
}
