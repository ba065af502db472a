import { z } from "zod";
import { today } from "@/lib/platform/clock";
import { type ListParams, listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { OutwardReferralKind } from "@/prisma/generated/enums";
import { dateInput, idInput } from "../../registry/closures/schema";
import { optionalText, pastDate } from "../schema";
import { REFERRAL_KINDS, receiverField, referField, STATE_FILTERS, type StateFilter, USAGES } from "./labels";
import type { Usage } from "./types";

export const WORK_SORTS = ["lastContact", "name", "number", "needLevel", "district"] as const;
export type WorkSort = (typeof WORK_SORTS)[number];

export interface WorkListParams extends ListParams<WorkSort> {
  /** `YYYY-MM`, never one to come. */
  month: string;
  state: StateFilter;
  /** A member of staff; absent: everybody's. */
  manager?: string;
}

/** Reads the parameters of the work list: `month` in ROC years (`115-11`), the present one when it is not understood. */
export function workListParams(params: SearchParams): WorkListParams {
  const manager = one(params.manager);
  return {
    ...listParams(params, WORK_SORTS),
    month: monthOf(one(params.month)),
    state: oneOf(params.state, STATE_FILTERS) ?? "todo",
    manager: manager && /^[0-9a-f-]{36}$/i.test(manager) ? manager : undefined,
  };
}

/** A month of an address, ROC (`115-11`), as the code holds it; the present one when it is not understood or has not come. */
export function monthOf(text: string | undefined): string {
  const present = today().slice(0, 7);
  const match = /^(\d{2,3})-(0?[1-9]|1[0-2])$/.exec(text ?? "");
  if (!match) return present;
  const month = `${Number(match[1]) + 1911}-${String(Number(match[2])).padStart(2, "0")}`;
  return month > present ? present : month;
}

const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

const contact = {
  contactOn: pastDate("聯繫日"),
  contactKind: z.enum(["phone", "visit"], { error: "請選擇電訪或家訪。" }),
  problems: optionalText("問題與需求", 1000),
  planChangeNeeded: ticked,
  cStationInformed: ticked,
  note: optionalText("備註", 1000),
};

/** A referral that was ticked together with AA02. */
export interface ReferralInput {
  kind: OutwardReferralKind;
  receiver: string;
}

/** Collects the fields whose names carry a code or a kind. */
function gathered(form: unknown): unknown {
  const fields = form as Record<string, unknown>;
  const usage = Object.entries(fields).filter(([name]) => name.startsWith("usage-"));
  const referrals = REFERRAL_KINDS.map((kind) => ({
    kind,
    ticked: fields[referField(kind)] !== undefined,
    receiver: fields[receiverField(kind)] ?? "",
  })).filter((each) => each.ticked || each.receiver !== "");
  return {
    ...fields,
    usage: Object.fromEntries(usage.map(([name, value]) => [name.slice("usage-".length), value])),
    referrals,
  };
}

const referralsInput = z.array(
  z.object({ kind: z.enum(REFERRAL_KINDS), ticked: z.boolean(), receiver: z.string() }),
);

function judgeReferrals(
  { referrals }: { referrals: z.output<typeof referralsInput> },
  context: z.RefinementCtx,
): void {
  for (const { kind, ticked: isTicked, receiver } of referrals) {
    const path = [receiverField(kind)];
    const refuse = (message: string) => context.addIssue({ code: "custom", path, message });
    if (!isTicked) refuse("已填受理單位，請一併勾選這項轉介，或清空這一欄。");
    else if (receiver.trim().length < 2) refuse("請填受理單位（至少 2 字）。");
    else if (receiver.length > 100) refuse("受理單位最多 100 字。");
  }
}

const usageInput = z.record(
  z.string().max(20),
  z.enum(USAGES, { error: "請選擇使用情形。" }) as z.ZodType<Usage>,
);

const fields = z.object({
  caseId: idInput,
  /** The month of the list that the form was opened from: a contact of another month is a slip. */
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  ...contact,
  usage: usageInput,
  referrals: referralsInput,
  /** Where to go on, as the page that made the form found it. */
  next: z.union([z.literal(""), idInput]).optional(),
  list: z.string().max(500).optional(),
});

export const recordSchema = z.preprocess(gathered, fields.superRefine(judgeReferrals)).transform((input) => ({
  ...input,
  referrals: input.referrals.map(
    ({ kind, receiver }): ReferralInput => ({
      kind,
      receiver: receiver.trim(),
    }),
  ),
}));

/** A correction changes the record alone; referrals have their own forms. */
export const correctSchema = z.preprocess(
  gathered,
  z.object({ id: idInput, caseId: idInput, mark: z.string().max(100), ...contact, usage: usageInput }),
);

export type RecordMonitoring = Omit<z.output<typeof recordSchema>, "next" | "list">;
export type CorrectMonitoring = z.output<typeof correctSchema>;

export const addOutwardSchema = z.object({
  caseId: idInput,
  kind: z.enum(REFERRAL_KINDS, { error: "請選擇轉介種類。" }),
  referredOn: pastDate("轉介日"),
  receiver: z
    .string({ error: "請填受理單位。" })
    .trim()
    .min(2, "請填受理單位（至少 2 字）。")
    .max(100, "受理單位最多 100 字。"),
  note: optionalText("說明", 500),
});

export const followUpSchema = z.object({
  id: idInput,
  followedUpOn: dateInput,
  result: z
    .string({ error: "請填追蹤結果。" })
    .trim()
    .min(2, "請填追蹤結果（至少 2 字）。")
    .max(500, "追蹤結果最多 500 字。"),
});

export type AddOutward = z.output<typeof addOutwardSchema>;
export type FollowUp = z.output<typeof followUpSchema>;
