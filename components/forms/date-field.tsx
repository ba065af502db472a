"use client";

import { type FocusEvent, lazy, Suspense, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { useHydrated } from "@/components/ui/use-hydrated";
import { formatRocDate, parseDateInput } from "@/lib/platform/roc-date";
import { FieldFrame, type FieldProps, useField } from "./field";

/** Loaded when first opened: most people type the date. */
const DateCalendar = lazy(() => import("./date-calendar"));

type DateFieldProps = FieldProps & { defaultValue?: string | null; min?: string; max?: string };

/** A date in ROC years, typed in any of the usual ways or picked from a calendar. What is sent is the text. */
export function DateField(props: DateFieldProps) {
  const [unread, setUnread] = useState<string[]>([]);
  const field = useField(props, unread);
  const input = useRef<HTMLInputElement>(null);

  // Typed dates are brought into one form on leaving the field, so that a slip of the year is seen.
  const tidy = ({ currentTarget }: FocusEvent<HTMLInputElement>) => {
    const text = currentTarget.value.trim();
    const iso = parseDateInput(text);
    if (iso) currentTarget.value = formatRocDate(iso);
    setUnread(text && !iso ? ["無法辨識的日期，請輸入如 114/03/05"] : []);
  };

  const pick = (iso: string) => {
    if (!input.current) return;
    input.current.value = formatRocDate(iso);
    input.current.dispatchEvent(new Event("input", { bubbles: true }));
    setUnread([]);
  };

  return (
    <FieldFrame props={{ width: "s", ...props }} field={field}>
      <div className="input-row">
        <input
          ref={input}
          className="input"
          {...field.control}
          type="text"
          placeholder="114/03/05"
          maxLength={12}
          autoComplete={props.autoComplete ?? "off"}
          defaultValue={field.kept ?? asRocText(props.defaultValue)}
          onBlur={tidy}
        />
        {useHydrated() && (
          <CalendarButton label={props.label} input={input} onPick={pick} min={props.min} max={props.max} />
        )}
      </div>
    </FieldFrame>
  );
}

type CalendarButtonProps = {
  label: string;
  input: { readonly current: HTMLInputElement | null };
  onPick: (iso: string) => void;
  min?: string;
  max?: string;
};

function CalendarButton({ label, input, onPick, min, max }: CalendarButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="input-button"
        aria-label={`選擇${label}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={input.current?.disabled}
        onClick={() => setOpen(true)}
      >
        <Icon name="calendar" />
      </button>
      {open && (
        <Suspense>
          <DateCalendar
            anchor={button}
            label={`選擇${label}`}
            value={parseDateInput(input.current?.value ?? "")}
            min={min}
            max={max}
            onPick={(iso) => {
              onPick(iso);
              setOpen(false);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** ISO or ROC text as ROC text; a dash for "no date" is no date. */
function asRocText(value: string | null | undefined): string {
  const iso = parseDateInput(value ?? "");
  return iso ? formatRocDate(iso) : (value ?? "").replace("—", "");
}
