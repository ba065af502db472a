/** What a step of the commands gives back: its result, or one sentence that says what to do. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; sentence: string };

export function done<T>(data: T): Outcome<T> {
  return { ok: true, data };
}

/** A refusal in both languages, on one line: the officials' first. */
export function refused(chinese: string, english: string): { ok: false; sentence: string } {
  return { ok: false, sentence: `${chinese} (${english})` };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error ("ENOSPC") or of PostgreSQL ("28P01"), when there is one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
