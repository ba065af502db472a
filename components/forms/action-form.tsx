"use client";

import {
  type ReactNode,
  type SubmitEvent,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
} from "react";
import { type ButtonVariant, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { useDialogOutcome } from "@/components/ui/dialog-outcome";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { FormMemoryContext } from "./form-context";
import type { ActionState } from "./form-state";
import { FormSummary } from "./form-summary";
import { SubmitButton } from "./submit-button";

type ActionFormProps<T> = {
  action: (state: ActionState<T>, formData: FormData) => Promise<ActionState<T>>;
  children?: ReactNode;
  submitLabel?: string;
  submitVariant?: ButtonVariant;
  pendingLabel?: string;
  successMessage?: string;
  resetOnSuccess?: boolean;
  hideOnSuccess?: boolean;
  renderSuccess?: (data: T) => ReactNode;
  cancelHref?: string;
  extraActions?: ReactNode;
  hideSubmit?: boolean;
  permalink?: string;
  label?: string;
  className?: string;
  columns?: 1 | 2;
};

/**
 * A form over a server action. Without JavaScript the browser posts it and the answer comes with the next page;
 * with it the answer appears in place. Either way a refusal keeps what was typed.
 */
export function ActionForm<T>(props: ActionFormProps<T>) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const [state, dispatch, pending] = useActionState(asReducer(props.action), null, props.permalink);
  useAnswer(state, {
    form,
    answer,
    resetOnSuccess: props.resetOnSuccess,
    message: successText(state, props),
  });

  const memory = useMemo(
    () => ({
      formId,
      values: state && !state.ok ? state.values : undefined,
      fieldErrors: state && !state.ok ? state.fieldErrors : {},
    }),
    [formId, state],
  );

  // React empties a form after its action. Dispatching it ourselves leaves every input, files too, as it was.
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent;
    if (submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => dispatch(data));
  };

  const done = state?.ok ? state : null;
  return (
    <FormMemoryContext.Provider value={memory}>
      <form
        ref={form}
        action={dispatch}
        onSubmit={submit}
        noValidate
        aria-label={props.label}
        className={classNames("form", props.className)}
      >
        {state && !state.ok && (
          <FormSummary ref={answer} formId={formId} message={state.message} fieldErrors={state.fieldErrors} />
        )}
        {done && (
          <div ref={answer} tabIndex={-1} data-form-answer="done" className="form-done">
            <Notice tone="good" live="status" title={successText(state, props)} />
            {props.renderSuccess?.(done.data)}
          </div>
        )}
        {!(done && props.hideOnSuccess) && <FormBody {...props} />}
      </form>
    </FormMemoryContext.Provider>
  );
}

function FormBody<T>(props: ActionFormProps<T>) {
  const dialog = useDialogOutcome();
  return (
    <>
      <div className={classNames("form-fields", props.columns === 2 && "form-fields-2")}>
        {props.children}
      </div>
      {!props.hideSubmit && (
        <div className="form-actions">
          <SubmitButton variant={props.submitVariant} pendingLabel={props.pendingLabel}>
            {props.submitLabel ?? "儲存"}
          </SubmitButton>
          {props.extraActions}
          {props.cancelHref && (
            <Link href={props.cancelHref} className={buttonClass({ variant: "quiet" })}>
              取消
            </Link>
          )}
          {dialog && (
            <button type="button" className={buttonClass({ variant: "quiet" })} onClick={dialog.close}>
              取消
            </button>
          )}
        </div>
      )}
    </>
  );
}

function successText<T>(state: ActionState<T>, props: ActionFormProps<T>): string {
  return (state?.ok && state.message) || props.successMessage || "已完成。";
}

/** The state is never a promise, which `useActionState` cannot know of a generic type. */
function asReducer<T>(action: ActionFormProps<T>["action"]) {
  return action as (state: Awaited<ActionState<T>>, formData: FormData) => Promise<Awaited<ActionState<T>>>;
}

type AnswerPlace = {
  form: { current: HTMLFormElement | null };
  answer: { current: HTMLDivElement | null };
  resetOnSuccess?: boolean;
  message: string;
};

/** Brings an answer to the reader: the focus to the answer, or the dialog closed with its message left behind. */
function useAnswer<T>(state: ActionState<T>, { form, answer, resetOnSuccess, message }: AnswerPlace): void {
  const dialog = useDialogOutcome();
  const tell = useEffectEvent((result: NonNullable<ActionState<T>>) => {
    if (result.ok && resetOnSuccess) form.current?.reset();
    if (result.ok && dialog) dialog.done(message);
    else answer.current?.focus();
  });
  useEffect(() => {
    if (state) tell(state);
  }, [state]);
}
