"use client";

import { useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { inputName } from "@/lib/features/inspections/visits/form/schema";
import { type Blank, type FormPart, HEADER, isOpen } from "@/lib/features/inspections/visits/form/types";
import { type PartState, valueOfRaw } from "./form-state";

type PartFieldsProps = {
  part: FormPart;
  state: PartState;
  /** Names the group for readers who do not see the item's text above. */
  label: string;
  onType: (key: string, values: readonly string[], isText: boolean) => void;
  isClosed: boolean;
};

/** The questions and blanks of a part that are open as it stands. Photographs have their own place. */
export function PartFields({ part, state, label, onType, isClosed }: PartFieldsProps) {
  const value = valueOfRaw(state.raw);
  return part.blanks
    .filter((blank) => blank.kind !== "photos")
    .map((blank) => (
      <BlankField
        key={blank.key}
        blank={blank}
        isShort={part.itemKey === HEADER}
        name={inputName(part.id, blank.key)}
        group={label}
        raw={state.raw[blank.key] ?? []}
        error={state.errors[blank.key]}
        isHidden={!isOpen(blank, value)}
        isClosed={isClosed}
        onType={(values, isText) => onType(blank.key, values, isText)}
      />
    ));
}

type BlankFieldProps = {
  blank: Blank;
  /** The head of a form holds names and numbers: a line each. */
  isShort: boolean;
  name: string;
  group: string;
  raw: readonly string[];
  error?: string;
  isHidden: boolean;
  isClosed: boolean;
  onType: (values: readonly string[], isText: boolean) => void;
};

function BlankField(props: BlankFieldProps) {
  const { blank, isHidden } = props;
  // Without JavaScript a blank that may open stands below its question, with the words that open it.
  return (
    <div className={classNames("visit-blank", isHidden && "visit-blank-closed")}>
      {blank.answers.length > 0 ? <Boxes {...props} /> : <Line {...props} />}
    </div>
  );
}

function labelOf({ number, label }: Blank): string | null {
  return label === null ? null : [number, label].filter(Boolean).join(" ");
}

function Boxes({ blank, name, group, raw, error, isClosed, onType }: BlankFieldProps) {
  const id = useId();
  const several = blank.kind === "choices";
  const toggle = (value: string, isChecked: boolean) =>
    onType(
      several ? [...raw.filter((each) => each !== value), ...(isChecked ? [value] : [])] : [value],
      false,
    );
  const label = labelOf(blank);
  return (
    <fieldset
      className="visit-boxes"
      disabled={isClosed}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={label ? "field-label" : "visually-hidden"}>
        {label ?? group}
        {blank.isRequired && <span className="visually-hidden">（必填）</span>}
      </legend>
      <div className="visit-box-row">
        {blank.answers.map((answer) => (
          <label key={answer.value} className="visit-box">
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              value={answer.value}
              checked={raw.includes(answer.value)}
              onChange={({ currentTarget }) => toggle(answer.value, currentTarget.checked)}
            />
            <span>{answer.label}</span>
          </label>
        ))}
        {raw.length > 0 && !isClosed && (
          <button type="button" className="visit-clear no-print" onClick={() => onType([], false)}>
            清除
          </button>
        )}
      </div>
      <Problem id={id} error={error} />
    </fieldset>
  );
}

const isLong = ({ kind }: Blank) =>
  kind === "text" || kind === "list" || kind === "cases" || kind === "codes";
const NUMERIC = ["count", "money", "percentage", "date", "time"];

function Line({ blank, isShort, name, group, raw, error, isClosed, onType }: BlankFieldProps) {
  const id = useId();
  const label = labelOf(blank);
  const hint = blank.hint ?? HINTS[blank.kind];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = {
    ...{ id, name, disabled: isClosed, value: raw[0] ?? "" },
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described || undefined,
  };
  return (
    <div className="visit-line">
      <label htmlFor={id} className={label ? "field-label" : "visually-hidden"}>
        {label ?? group}
        {blank.isRequired && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
        {blank.isRequired && <span className="visually-hidden">（必填）</span>}
      </label>
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {isLong(blank) && !(isShort && blank.kind === "text") ? (
        <textarea
          className="input"
          rows={blank.kind === "text" ? 2 : 3}
          {...control}
          onChange={({ currentTarget }) => onType([currentTarget.value], true)}
        />
      ) : (
        <div className={isShort ? "visit-short visit-short-wide" : "visit-short"}>
          <input
            className="input"
            type="text"
            inputMode={NUMERIC.includes(blank.kind) ? "decimal" : undefined}
            autoComplete="off"
            {...control}
            onChange={({ currentTarget }) => onType([currentTarget.value], true)}
          />
          {blank.unit && <span>{blank.unit}</span>}
          {!blank.unit && blank.kind === "percentage" && <span>%</span>}
        </div>
      )}
      <Problem id={id} error={error} />
    </div>
  );
}

const HINTS: Partial<Record<Blank["kind"], string>> = {
  date: "例如 114/03/05",
  date_time: "例如 114/03/05 14:30",
  time: "例如 14:30",
  list: "每行一項。",
  cases: "每行一位。",
  codes: "每行一個。",
};

function Problem({ id, error }: { id: string; error?: string }) {
  if (!error) return null;
  return (
    <div className="field-error" id={`${id}-error`}>
      <Icon name="bad" size={14} />
      <span>{error}</span>
    </div>
  );
}
