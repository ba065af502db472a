import type { Tx } from "@/lib/platform/db";

/** Whether somebody of a unit could answer for it: an account that is open. */
export async function unitHasAccount(tx: Tx, unitId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`SELECT app_unit_has_account(${unitId}::uuid) AS has`;
  return row?.has ?? false;
}
