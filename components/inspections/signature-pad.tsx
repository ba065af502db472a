"use client";

import { type PointerEvent, useId, useRef, useState } from "react";
import { useFormMemory } from "@/components/forms/form-context";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";
import "./inspections.css";

const WIDTH = 600;
const HEIGHT = 200;
/** Nearer points say nothing more. */
const LEAST_STEP = 3;

type SignaturePadProps = {
  party: string;
  label: string;
  isRequired: boolean;
  /** What is noted when the person refuses; null where nobody may refuse. */
  refusal: string | null;
  name?: string;
};

/** One side's signature: drawn with finger, pen or mouse; or name and confirmation by keyboard; or the note that it is refused. */
export function SignaturePad({ party, label, isRequired, refusal, name = "" }: SignaturePadProps) {
  const memory = useFormMemory();
  const id = useId();
  const isHydrated = useHydrated();
  const kept = memory?.values;
  // Without a pen there is the keyboard: it is what a page without JavaScript offers.
  const [chosen, choose] = useState(kept?.[`${party}_way`] ?? null);
  const way = chosen ?? (isHydrated ? "drawn" : "typed");
  const errors = memory?.fieldErrors[`${party}_name`] ?? [];
  const ways = [
    ...(isHydrated ? [["drawn", "在螢幕上簽名"]] : []),
    ["typed", "以鍵盤簽署"],
    ...(refusal !== null ? [["refused", "拒絕簽名"]] : []),
  ];
  return (
    <fieldset className="sign-line" data-field={`${party}_name`} data-label={label}>
      <legend className="field-label">
        {label}
        {isRequired && <span className="visually-hidden">（必填）</span>}
      </legend>
      <input type="hidden" name="party" value={party} />
      <div className="visit-line">
        <label htmlFor={`${id}-name`} className="field-label">
          姓名
        </label>
        <input
          id={`${id}-name`}
          name={`${party}_name`}
          className="input"
          defaultValue={kept?.[`${party}_name`] ?? name}
          maxLength={50}
          autoComplete="off"
          aria-invalid={errors.length > 0 || undefined}
        />
      </div>
      <div className="visit-box-row" role="radiogroup" aria-label={`${label}的簽署方式`}>
        {ways.map(([value, words]) => (
          <label key={value} className="visit-box">
            <input
              type="radio"
              name={`${party}_way`}
              value={value}
              checked={way === value}
              onChange={() => choose(value ?? null)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {way === "drawn" && isHydrated && (
        <Pad party={party} label={label} before={kept?.[`${party}_strokes`]} />
      )}
      {(way === "typed" || !isHydrated) && (
        <label className="visit-box">
          <input type="checkbox" name={`${party}_confirmed`} />
          <span>本人已閱覽查核內容，以上列姓名作為簽名。</span>
        </label>
      )}
      {refusal !== null && (way === "refused" || !isHydrated) && (
        <div className="visit-line">
          <label htmlFor={`${id}-refused`} className="field-label">
            拒簽原因或情形
          </label>
          <textarea
            id={`${id}-refused`}
            name={`${party}_refused`}
            className="input"
            rows={2}
            maxLength={500}
            defaultValue={kept?.[`${party}_refused`] ?? refusal}
          />
        </div>
      )}
      {errors.length > 0 && <p className="field-error">{errors.join("；")}</p>}
    </fieldset>
  );
}

/** The field on which somebody signs. Strokes are kept as straight lines between points of a 600 × 200 box. */
function Pad({ party, label, before = "" }: { party: string; label: string; before?: string }) {
  const [path, setPath] = useState(before);
  const last = useRef<{ x: number; y: number } | null>(null);

  const pointOf = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    return {
      x: within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
      y: within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
    };
  };
  const start = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const point = pointOf(event);
    last.current = point;
    // A tap is a dot: a line to itself.
    setPath((now) => `${now}M${point.x} ${point.y}L${point.x} ${point.y}`);
  };
  const draw = (event: PointerEvent<SVGSVGElement>) => {
    if (!last.current) return;
    const point = pointOf(event);
    if (Math.hypot(point.x - last.current.x, point.y - last.current.y) < LEAST_STEP) return;
    last.current = point;
    setPath((now) => `${now}L${point.x} ${point.y}`);
  };
  const end = () => {
    last.current = null;
  };
  return (
    <div className="stack-s">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="sign-pad"
        role="img"
        aria-label={`${label}簽名框${path ? "，已簽名" : "，請以手指、觸控筆或滑鼠簽名；不便者請改以鍵盤簽署"}`}
        onPointerDown={start}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path d={path} />
      </svg>
      <input type="hidden" name={`${party}_strokes`} value={path} />
      <div>
        <Button type="button" size="s" onClick={() => setPath("")} disabled={path === ""}>
          清除重簽
        </Button>
      </div>
    </div>
  );
}
