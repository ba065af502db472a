import { z } from "zod";
import { isBusinessNumber, normaliseId } from "@/lib/platform/identifiers";
import { SERVICES, SERVICES_OF_TIER } from "../labels";
import { unitNameField, versionField } from "../schema";

/** A text as typed: narrow forms, no space at the ends, single spaces inside; nothing is null. */
const text = z
  .string()
  .max(500, "最多 500 字")
  .transform((value) =>
    value
      .normalize("NFKC")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim(),
  );

const optional = text.optional().transform((value) => value || null);

/** Nine or ten digits with the area code, hyphens and an extension (`04-22289111#70801`). */
const phone = optional.refine(
  (value) =>
    value === null || /^0\d{8,9}(#\d{1,6})?$/.test(value.replace(/[-()\s]/gu, "").replace(/(轉|分機)/u, "#")),
  "請輸入含區碼的電話，例如 04-22289111 或 04-22289111#123",
);

const businessNumber = optional
  .transform((value) => (value === null ? null : normaliseId(value)))
  .refine((value) => value === null || isBusinessNumber(value), "統一編號不符合檢查碼，請核對 8 位數字");

const cKind = z.enum(["", "medical", "community", "cultural"]).optional();

/** Address, telephone and kind of a unit; business number and representative of its organisation. */
export const changeDetailsSchema = z.object({
  id: z.uuid(),
  version: versionField,
  cKind: cKind.transform((value) => value || null),
  address: optional,
  phone,
  businessNumber,
  representative: optional,
  /** The organisation's values as the form showed them: another unit's form may have changed them. */
  organisationSeen: z.string().max(1200),
});
export type ChangeDetailsInput = z.output<typeof changeDetailsSchema>;

/** What a form shows of an organisation, as one text to compare. */
export function organisationStamp(row: {
  businessNumber: string | null;
  representative: string | null;
}): string {
  return JSON.stringify([row.businessNumber, row.representative]);
}

/** A unit that stands in no registry file. */
export const createUnitSchema = z
  .object({
    tier: z.enum(["a", "b", "c"], "請選擇層級"),
    districtId: z.string().regex(/^\d{8}$/, "請選擇行政區"),
    name: unitNameField,
    services: z
      .union([z.enum(SERVICES), z.array(z.enum(SERVICES))])
      .optional()
      .transform((value) => [...new Set(value === undefined ? [] : [value].flat())]),
    cKind,
    address: optional,
    phone,
  })
  .transform(({ services, cKind: kind, ...rest }) => ({
    ...rest,
    // A and C units have one service, which their tier says.
    services: rest.tier === "b" ? services : [...SERVICES_OF_TIER[rest.tier]],
    cKind: rest.tier === "c" ? kind || null : null,
  }))
  .refine((input) => input.services.every((service) => SERVICES_OF_TIER[input.tier].includes(service)), {
    path: ["services"],
    message: "所選服務不屬於這個層級",
  })
  .refine((input) => input.services.length > 0, { path: ["services"], message: "B 單位請至少選擇一項服務" });
export type CreateUnitInput = z.output<typeof createUnitSchema>;
