import { z } from "zod";

export const endSessionSchema = z.object({ id: z.uuid("找不到這個登入") });
export const endOtherSessionsSchema = z.object({});
