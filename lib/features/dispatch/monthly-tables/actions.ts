"use server";

import { defineAction } from "@/lib/platform/define-action";
import { fileTable, keepPrinciples } from "./filing/service";
import { mayMonthlyTable } from "./policy";
import { acceptTable, returnTable } from "./review/service";
import { acceptTableSchema, fileTableSchema, keepPrinciplesSchema, returnTableSchema } from "./schema";

const pageOf = ({ aUnitId, month }: { aUnitId: string; month: string }) =>
  `/dispatch/monthly/${aUnitId}/${month}`;
const pagesOf = (data: { aUnitId: string; month: string }) => [pageOf(data), "/dispatch/monthly", "/today"];

export const fileTableAction = defineAction({
  name: "monthly_table.file",
  permit: (actor) => mayMonthlyTable(actor, "monthly_table.file"),
  schema: fileTableSchema,
  run: (actor, input) => fileTable(actor, input),
  revalidate: pagesOf,
  redirectTo: (data) => `${pageOf(data)}?done=${data.versionNo === 1 ? "filed" : "refiled"}`,
});

export const keepPrinciplesAction = defineAction({
  name: "monthly_table.keep_principles",
  permit: (actor) => mayMonthlyTable(actor, "monthly_table.file"),
  schema: keepPrinciplesSchema,
  run: (actor, input) => keepPrinciples(actor, input),
  revalidate: () => ["/dispatch/monthly"],
});

export const acceptTableAction = defineAction({
  name: "monthly_table.accept",
  permit: (actor) => mayMonthlyTable(actor, "monthly_table.review"),
  schema: acceptTableSchema,
  run: (actor, input) => acceptTable(actor, input),
  revalidate: pagesOf,
  redirectTo: (data) => `${pageOf(data)}?done=accepted`,
});

export const returnTableAction = defineAction({
  name: "monthly_table.return",
  permit: (actor) => mayMonthlyTable(actor, "monthly_table.review"),
  schema: returnTableSchema,
  run: (actor, input) => returnTable(actor, input),
  revalidate: pagesOf,
  redirectTo: (data) => `${pageOf(data)}?done=returned`,
});
