import { z } from "zod";

const NAME_LIMIT = 120;

/** Names are kept as they are written; only white space and control characters go, as the registry has none. */
export const unitNameField = z
  .string()
  .transform((value) => value.replace(/[\s\p{Cc}]+/gu, ""))
  .pipe(z.string().min(2, "請輸入至少 2 個字的名稱").max(NAME_LIMIT, `名稱最多 ${NAME_LIMIT} 字`));

/** A version that a form carries. */
export const versionField = z.coerce.number().int().min(1);
