import type { CreateAccount } from "@/lib/features/accounts/schema";
import { createAccountWithPassword } from "@/lib/features/accounts/service";
import { systemActor } from "@/lib/platform/actor";
import type { Clock } from "@/lib/platform/clock";
import type { Result } from "@/lib/platform/result";
import { ownerSql } from "./fixtures";

// Accounts whose password is known, for tests of signing in and of what hangs on an account.

export const PASSWORD = "Correct-Horse-11";
export const WRONG = "Wrong-Horse-1111";
export const OTHER = "Another-Horse-2";

const MINUTE = 60_000;
const START = new Date("2026-11-20T01:00:00Z");

/** A clock that stands still until it is moved. */
export function aClock(at: Date = START): Clock & { forward: (minutes: number) => void } {
  let now = at.getTime();
  return {
    now: () => new Date(now),
    forward: (minutes) => {
      now += minutes * MINUTE;
    },
  };
}

let running = 0;

/** What a new account needs, each time another person. */
export function newPerson(changes: Partial<CreateAccount> = {}): CreateAccount {
  running += 1;
  return {
    login: `person.${running}`,
    name: `示範人員${running}`,
    role: "bureau_officer",
    unitId: null,
    districtIds: [],
    nationalId: `B1${String(running).padStart(8, "0")}`,
    ...changes,
  };
}

/** An account with a known password, made by the product itself. */
export async function aPerson(changes: Partial<CreateAccount> = {}): Promise<{ id: string; login: string }> {
  const given = newPerson(changes);
  const { id } = done(
    await createAccountWithPassword(systemActor("taichung"), { ...given, password: PASSWORD }),
  );
  return { id, login: given.login };
}

/** The data of a success; a refusal fails the test with its words. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.message} ${JSON.stringify(result.fieldErrors)}`);
  return result.data;
}

/** `ok`, or the refusal's code. */
export function code(result: Result<unknown>): string {
  return result.ok ? "ok" : result.code;
}

/** What only the owner of the tables sees of an account. */
export async function accountRow(id: string) {
  const [found] = await ownerSql<{
    failed_attempts: number;
    locked_until: Date | null;
    version: number;
    state: string;
  }>("SELECT failed_attempts, locked_until, version, state FROM account WHERE id = $1", [id]);
  if (!found) throw new Error("no such account");
  return found;
}

/** The audit actions on a subject, in order. */
export async function actionsOn(id: string): Promise<string[]> {
  const rows = await ownerSql<{ action: string }>(
    "SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY at, id",
    [id],
  );
  return rows.map(({ action }) => action);
}

/** That a stored text holds a secret neither as it is nor as the hexadecimal of its bytes. */
export function holds(stored: string, secret: string): boolean {
  return stored.includes(secret) || stored.includes(Buffer.from(secret).toString("hex"));
}
