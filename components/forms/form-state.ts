/** What an action answers. Structural: the platform's own result type fits. */
export type ActionResult<T> =
  | { ok: true; data: T; message?: string }
  | {
      ok: false;
      code: string;
      message: string;
      fieldErrors: Record<string, string[]>;
      values: Record<string, string>;
    };

/** A form before its first answer is null. */
export type ActionState<T> = ActionResult<T> | null;

/** Errors under these names belong to no field; they stand in the summary only. */
export const WHOLE_FORM: readonly string[] = ["", "_form"];
