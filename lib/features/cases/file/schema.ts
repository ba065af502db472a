import { z } from "zod";
import { idInput } from "../../registry/closures/schema";

export const revealNationalIdSchema = z.object({ id: idInput });

export type RevealNationalId = z.output<typeof revealNationalIdSchema>;
