import { z } from "zod";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { Service, Tier } from "@/prisma/generated/enums";
import { dateInput, idInput, reasonInput, versionInput } from "../closures/schema";
import { SERVICES } from "../units/labels";
import { CONTRACT_FILTERS, type ContractFilter } from "./labels";

/** A name that a form sends none, one or several times. */
const several = (value: unknown): unknown => (value === undefined ? [] : [value].flat());
const optionalChoice = z
  .string()
  .trim()
  .max(40)
  .optional()
  .transform((text) => text || null);

const terms = {
  number: z
    .string({ error: "請填特約編號。" })
    .trim()
    .min(1, "請填特約編號。")
    .max(60, "特約編號最多 60 字。"),
  startsOn: dateInput,
  endsOn: dateInput,
  services: z.preprocess(
    several,
    z
      .array(z.enum(SERVICES as [Service, ...Service[]], { error: "服務項目不在清單內，請重新勾選。" }))
      .min(1, "請至少勾選一項服務。")
      .transform((list) => SERVICES.filter((service) => list.includes(service))),
  ),
  mainZoneId: optionalChoice,
  secondaryZoneId: optionalChoice,
  districtIds: z.preprocess(
    several,
    z.array(z.string().max(20)).transform((list) => [...new Set(list)].sort()),
  ),
};

export const createContractSchema = z.object({ unitId: idInput, ...terms });
export const correctContractSchema = z.object({ id: idInput, version: versionInput, ...terms });
export const renewalNoticeSchema = z.object({ id: idInput, version: versionInput, noticeOn: dateInput });
export const renewalReplySchema = z.object({
  id: idInput,
  version: versionInput,
  reply: z.enum(["agreed", "declined"], { error: "請選擇單位同意或不同意續約。" }),
  replyOn: dateInput,
});
export const closeContractSchema = z.object({
  id: idInput,
  version: versionInput,
  closedOn: dateInput,
  reason: reasonInput,
});

export type CreateContract = z.output<typeof createContractSchema>;
export type CorrectContract = z.output<typeof correctContractSchema>;
export type RenewalNotice = z.output<typeof renewalNoticeSchema>;
export type RenewalReplyInput = z.output<typeof renewalReplySchema>;
export type CloseContract = z.output<typeof closeContractSchema>;
export type ContractTerms = Omit<CreateContract, "unitId">;

export const CONTRACT_SORTS = ["endsOn", "startsOn", "number", "unit"] as const;
export const ENDING_DAYS = [30, 60, 90, 120, 180] as const;
/** How far ahead contracts that end are put on the home page. */
export const ENDING_AHEAD = 120;

export type ContractListParams = ReturnType<typeof contractListParams>;

/** Reads the parameters of the list of contracts; what is not understood falls back. */
export function contractListParams(params: SearchParams) {
  const days = ENDING_DAYS.find((each) => String(each) === one(params.days)) ?? ENDING_AHEAD;
  return {
    ...listParams(params, CONTRACT_SORTS),
    state: oneOf<ContractFilter>(params.state, CONTRACT_FILTERS),
    days,
    tier: oneOf<Tier>(params.tier, ["a", "b", "c"]),
    district: (one(params.district) ?? "").slice(0, 20),
    zone: (one(params.zone) ?? "").slice(0, 40),
  };
}
