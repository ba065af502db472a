/**
 * What was typed into a form, kept so that a refused form shows it again; a name sent more than once is joined
 * with commas. Never holds a password or a file.
 */
export type FormValues = Record<string, string>;

export interface Ok<T> {
  ok: true;
  data: T;
}

/**
 * An expected refusal. `code` is for programs and tests, `message` for the person (Chinese, says what to do),
 * `fieldErrors` belongs to the fields by name.
 */
export interface Refused {
  ok: false;
  code: string;
  message: string;
  fieldErrors: Record<string, string[]>;
  values: FormValues;
}

export type Result<T> = Ok<T> | Refused;

/** A service's success. */
export function ok<T>(data: T): Ok<T> {
  return { ok: true, data };
}

/** A service's expected refusal; `fieldErrors` maps a field's name to one message. */
export function refuse(code: string, message: string, fieldErrors: Record<string, string> = {}): Refused {
  return {
    ok: false,
    code,
    message,
    fieldErrors: Object.fromEntries(Object.entries(fieldErrors).map(([field, text]) => [field, [text]])),
    values: {},
  };
}

/**
 * Thrown inside a transaction to undo it and hand the refusal to the caller: `withActor` rolls back and returns it.
 */
export class Refusal extends Error {
  constructor(readonly refused: Refused) {
    super(refused.code);
    this.name = "Refusal";
  }
}
