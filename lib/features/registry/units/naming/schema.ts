import { z } from "zod";
import { unitNameField, versionField } from "../schema";

/** The right name of a unit. `merge` says that a unit of that name, if there is one, is this one. */
export const correctNameSchema = z.object({
  id: z.uuid(),
  version: versionField,
  name: unitNameField,
  merge: z
    .string()
    .optional()
    .transform((value) => value === "on"),
});
export type CorrectNameInput = z.output<typeof correctNameSchema>;

/** The name is right as it is printed. */
export const confirmNameSchema = z.object({ id: z.uuid(), version: versionField });
export type ConfirmNameInput = z.output<typeof confirmNameSchema>;
