import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { mayPlan } from "../policy";
import { isInForce, type PaymentCode } from "./types";

/** Every row of the payment table inside a transaction that has begun, past prices too. */
export async function loadCodes(tx: Tx): Promise<PaymentCode[]> {
  const rows = await tx.paymentCode.findMany({ orderBy: [{ code: "asc" }, { effectiveFrom: "desc" }] });
  return rows.map(({ note: _note, ...row }) => ({
    ...row,
    effectiveFrom: fromDbDate(row.effectiveFrom),
    effectiveTo: fromDbDate(row.effectiveTo),
  }));
}

/** The payment table as a whole, for a screen that counts while somebody types; empty for those who read no plans. */
export async function allCodes(actor: Actor): Promise<PaymentCode[]> {
  return mayPlan(actor, "plan.read_codes") ? readAs(actor, loadCodes) : [];
}

/** The codes in force on a day. */
export async function codesOn(actor: Actor, date: PlainDate): Promise<PaymentCode[]> {
  return (await allCodes(actor)).filter((code) => isInForce(code, date));
}
