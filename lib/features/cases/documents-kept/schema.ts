import { z } from "zod";
import { fileInput } from "@/lib/platform/uploads";
import { idInput } from "../../registry/closures/schema";
import { DOCUMENT_KINDS } from "./labels";

export const addDocumentSchema = z.object({
  id: idInput,
  kind: z.enum(DOCUMENT_KINDS, { error: "請選擇文件種類。" }),
  file: fileInput,
});

export type AddDocument = z.output<typeof addDocumentSchema>;
