import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "./actor";
import { log } from "./log";
import { type FormValues, type Refused, type Result, refuse } from "./result";
import { currentActor } from "./session";

/** The state of a form: nothing yet, or the last result. */
export type FormState<T> = Result<T> | null;

/** What `useActionState` calls. */
export type FormAction<T> = (previous: FormState<T>, form: FormData) => Promise<FormState<T>>;

interface Common<Schema extends z.ZodType, T> {
  /** What is tried, for the log. */
  name: string;
  schema: Schema;
  /** Paths whose pages show what was changed. */
  revalidate?: (data: T, input: z.output<Schema>) => string[];
  /** Where to go after success; without it, or where it names no place, the form shows the result. */
  redirectTo?: (data: T, input: z.output<Schema>) => string | null;
}

interface Spec<Schema extends z.ZodType, T> extends Common<Schema, T> {
  /** Whether the actor's role may try this at all; the service judges the particular case. */
  permit: (actor: Actor) => boolean;
  run: (actor: Actor, input: z.output<Schema>) => Promise<Result<T>>;
}

interface PublicSpec<Schema extends z.ZodType, T> extends Common<Schema, T> {
  run: (input: z.output<Schema>) => Promise<Result<T>>;
}

const SIGNED_OUT = "登入已逾時，請重新登入；填寫的內容仍在本頁。";
const FORBIDDEN = "您的角色沒有這項權限；如業務需要，請洽本機關系統管理者。";
const INVALID = "有欄位需要更正，資料尚未儲存。";

/**
 * Makes a server action: session fresh from the database → permission → zod → run → revalidate → result.
 * Refusals come back as values with what was typed; a surprise is logged with an id and shown as that id.
 * Codes of its own: `signed_out`, `forbidden`, `invalid`, `unexpected`.
 */
export function defineAction<Schema extends z.ZodType, T>(spec: Spec<Schema, T>): FormAction<T> {
  return (_previous, form) =>
    act(spec, form, async () => {
      const actor = await currentActor();
      if (!actor) return refuse("signed_out", SIGNED_OUT);
      if (!spec.permit(actor)) return refuse("forbidden", FORBIDDEN);
      return (input) => spec.run(actor, input);
    });
}

/** The same for what is done before anyone is signed in (signing in, opening a one-time link): no session, no permission. */
export function definePublicAction<Schema extends z.ZodType, T>(spec: PublicSpec<Schema, T>): FormAction<T> {
  return (_previous, form) => act(spec, form, async () => spec.run);
}

type Run<Schema extends z.ZodType, T> = (input: z.output<Schema>) => Promise<Result<T>>;

async function act<Schema extends z.ZodType, T>(
  spec: Common<Schema, T>,
  form: FormData,
  admit: () => Promise<Run<Schema, T> | Refused>,
): Promise<FormState<T>> {
  const attempted = await guarded(spec.name, async () => {
    const run = await admit();
    if (typeof run !== "function") return { outcome: run };
    const parsed = spec.schema.safeParse(formObject(form));
    if (!parsed.success) return { outcome: invalid(parsed.error) };
    return { outcome: await run(parsed.data), input: parsed.data };
  });
  const { outcome } = attempted;
  if (!outcome.ok) return { ...outcome, values: formValues(form) };
  // Where the outcome is a success, the input was read.
  const input = attempted.input as z.output<Schema>;
  for (const path of spec.revalidate?.(outcome.data, input) ?? []) revalidatePath(path);
  const next = spec.redirectTo?.(outcome.data, input);
  if (next) redirect(next);
  return outcome;
}

interface Attempt<T> {
  outcome: Result<T>;
  input?: unknown;
}

async function guarded<T>(name: string, attempt: () => Promise<Attempt<T>>): Promise<Attempt<T>> {
  try {
    return await attempt();
  } catch (error) {
    // Next steers by throwing (redirect, notFound); that is no surprise.
    unstable_rethrow(error);
    const id = randomUUID();
    log.error({ err: error, errorId: id, action: name }, "action failed");
    return {
      outcome: refuse("unexpected", `系統發生未預期的錯誤，資料未變更。請將代碼 ${id} 告知系統管理者。`),
    };
  }
}

/** A refusal that names each field that zod did not accept. */
export function invalid(error: z.ZodError): Refused {
  const fieldErrors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "_form");
    fieldErrors[field] = [...(fieldErrors[field] ?? []), issue.message];
  }
  return { ...refuse("invalid", INVALID), fieldErrors };
}

/** A form as an object: a name sent once is its value, sent more often an array. Next's own fields are left out. */
export function formObject(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$ACTION"));
  return Object.fromEntries(
    names.map((name) => {
      const all = form.getAll(name);
      return [name, all.length === 1 ? (all[0] as FormDataEntryValue) : all];
    }),
  );
}

function formValues(form: FormData): FormValues {
  const values: FormValues = {};
  for (const [name, value] of Object.entries(formObject(form))) {
    if (/password/iu.test(name)) continue;
    const texts = [value].flat().filter((entry): entry is string => typeof entry === "string");
    if (texts.length > 0) values[name] = texts.join(",");
  }
  return values;
}
