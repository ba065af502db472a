import { z } from "zod";
import { idInput, versionInput } from "../../registry/closures/schema";
import { SEXES } from "../labels";
import { birthDateInput, contactShape, districtInput, requiredText } from "../schema";

/** How the person is reached: also the A unit keeps this. */
export const changeContactSchema = z.object({ id: idInput, version: versionInput, ...contactShape });

/** Who the person is and where the person lives: the centre's. */
export const changePersonSchema = z.object({
  id: idInput,
  version: versionInput,
  name: requiredText("姓名", 60),
  sex: z.enum(SEXES, { error: "請選擇性別。" }),
  bornOn: birthDateInput,
  districtId: districtInput,
  ...contactShape,
});

export type ChangeContact = z.output<typeof changeContactSchema>;
export type ChangePerson = z.output<typeof changePersonSchema>;
