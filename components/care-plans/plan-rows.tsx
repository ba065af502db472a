"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { FieldFrame, useField } from "@/components/forms/field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useHydrated } from "@/components/ui/use-hydrated";
import { groupLabel, unitLabel } from "@/lib/features/care-plans/codes/labels";
import { isInForce, priceOf } from "@/lib/features/care-plans/codes/types";
import { MAX_GOAL, MAX_ROWS } from "@/lib/features/care-plans/schema";
import type { PlanItemRow } from "@/lib/features/care-plans/types";
import type { CountGround, LiveCount, LiveRow } from "./live-count";
import { money } from "./money";

type PlanRowsProps = {
  rowsAtFirst: number;
  items: readonly PlanItemRow[];
  ground: CountGround;
  live: LiveCount;
  onRowsChanged: () => void;
};

const CODES = "plan-codes";

/**
 * The items. A row keeps its number for as long as the form lives, so that a message from the server finds its field. Enter goes
 * to the next field, from the last one into a new row.
 */
export function PlanRows({ rowsAtFirst, items, ground, live, onRowsChanged }: PlanRowsProps) {
  const [rows, setRows] = useState(() =>
    Array.from({ length: Math.min(rowsAtFirst, MAX_ROWS) }, (_, row) => row),
  );
  const [next, setNext] = useState(rows.length);
  const [entered, setEntered] = useState<number>();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entered !== undefined) fieldsIn(list.current, entered)[0]?.focus();
  }, [entered]);
  const add = () => {
    if (next >= MAX_ROWS) return;
    setRows([...rows, next]);
    setNext(next + 1);
    setEntered(next);
  };
  const remove = (row: number) => {
    const at = rows.indexOf(row);
    setRows(rows.filter((each) => each !== row));
    setEntered(rows[at + 1] ?? rows[at - 1]);
    // The row is gone from the form only after React has drawn.
    setTimeout(onRowsChanged);
  };
  const enter = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== "Enter" || event.isComposing || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const row = Number(target.name.split("-")[1]);
    const fields = fieldsIn(list.current, row);
    const after = fields[fields.indexOf(target) + 1];
    const below = rows[rows.indexOf(row) + 1];
    if (after) after.focus();
    else if (below !== undefined) fieldsIn(list.current, below)[0]?.focus();
    else add();
  });
  useEffect(() => {
    const place = list.current;
    const listen = (event: KeyboardEvent) => enter(event);
    place?.addEventListener("keydown", listen);
    return () => place?.removeEventListener("keydown", listen);
  }, []);
  return (
    <section aria-labelledby="plan-items-title" className="stack-s">
      <h3 id="plan-items-title" className="plan-part">
        服務項目
      </h3>
      <CodeList ground={ground} />
      <HiddenField name="rows" value={next} />
      <div ref={list} className="plan-rows">
        <div className="plan-row plan-row-head" aria-hidden="true">
          <span>碼別或名稱</span>
          <span>項目與單價</span>
          <span>數量／月</span>
          <span>小計</span>
        </div>
        {rows.map((row, place) => (
          <ItemRow
            key={row}
            {...{ row, place, ground }}
            item={items[row]}
            live={live.rows[row]}
            onRemove={() => remove(row)}
          />
        ))}
      </div>
      <AddRow onAdd={add} full={next >= MAX_ROWS} />
    </section>
  );
}

function fieldsIn(list: HTMLElement | null, row: number): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(`[data-row="${row}"] :is(input, select)`) ?? [])];
}

/** With JavaScript it adds a row here; without, it saves and the page comes back with empty rows. */
function AddRow({ onAdd, full }: { onAdd: () => void; full: boolean }) {
  if (full) return <p className="small muted">最多 {MAX_ROWS} 列。</p>;
  return (
    <div className="no-print">
      <button
        type="submit"
        name="intent"
        value="add_row"
        className={buttonClass({ variant: "secondary", size: "s" })}
        onClick={(event) => {
          event.preventDefault();
          onAdd();
        }}
      >
        <Icon name="plus" size={16} />
        新增列
      </button>
    </div>
  );
}

/** What the browser offers while a code or a name is typed: what is in force today. */
function CodeList({ ground: { codes, today, remote } }: { ground: CountGround }) {
  return (
    <datalist id={CODES}>
      {codes
        .filter((code) => isInForce(code, today))
        .map((code) => {
          const price = priceOf(code, remote);
          const cost = price === null ? "單價另填" : `${money(price)}／${unitLabel(code.unit)}`;
          return (
            <option key={code.code} value={code.code}>
              {`${code.code} ${code.name}（${groupLabel(code.groupName)}，${cost}）`}
            </option>
          );
        })}
    </datalist>
  );
}

type ItemRowProps = {
  row: number;
  place: number;
  item: PlanItemRow | undefined;
  ground: CountGround;
  live: LiveRow | undefined;
  onRemove: () => void;
};

function ItemRow({ row, place, item, ground, live, onRemove }: ItemRowProps) {
  const hydrated = useHydrated();
  const nth = `第 ${place + 1} 列`;
  const { problems } = ground;
  return (
    <fieldset className="plan-row" aria-label={`${nth}${live?.code ? ` ${live.code}` : ""}`} data-row={row}>
      <CodeField name={`code-${row}`} label={`${nth}碼別或名稱`} defaultValue={item?.code} />
      <div className="plan-what">
        <span className={live && !live.ok ? "plan-wrong" : undefined} id={`plan-what-${row}`}>
          {live?.text}
        </span>
        {live?.unitPrice != null && !live.typesPrice && (
          <span className="small muted">
            {money(live.unitPrice)}／{live.unit}
          </span>
        )}
        {(!hydrated || live?.typesPrice) && (
          <TextField
            name={`price-${row}`}
            label={`${nth}單價（支付基準未定者）`}
            labelHidden
            inputMode="numeric"
            placeholder={hydrated ? "單價" : "單價（未定者）"}
            suffix="元"
            width="s"
            defaultValue={item && !listed(item.code, ground) ? String(item.unitPrice) : ""}
          />
        )}
        {item?.remark && <span className="plan-remark">審核意見：{item.remark}</span>}
      </div>
      <TextField
        name={`quantity-${row}`}
        label={`${nth}數量`}
        labelHidden
        inputMode="numeric"
        placeholder="數量"
        width="xs"
        defaultValue={item && String(item.quantity)}
      />
      <span className="num plan-subtotal">{live?.subtotal == null ? "" : money(live.subtotal)}</span>
      <div className="plan-why">
        <SelectField
          name={`problem-${row}`}
          label={`${nth}照顧問題`}
          labelHidden
          emptyLabel="對應之照顧問題"
          options={problems.map(({ id, text }, at) => ({ value: id, label: `${at + 1}. ${text}` }))}
          defaultValue={item?.problemId}
        />
        <TextField
          name={`goal-${row}`}
          label={`${nth}照顧目標`}
          labelHidden
          placeholder="照顧目標"
          maxLength={MAX_GOAL}
          defaultValue={item?.goal}
          width="full"
        />
        {hydrated && (
          <button
            type="button"
            className={buttonClass({ variant: "quiet", size: "s" })}
            onClick={onRemove}
            aria-label={`刪除${nth}`}
          >
            刪除
          </button>
        )}
      </div>
    </fieldset>
  );
}

/** Whether the table itself has a price for the code, so that none is typed. */
function listed(code: string, { codes, today, remote }: CountGround): boolean {
  const row = codes.find((each) => each.code === code && isInForce(each, today));
  return row !== undefined && priceOf(row, remote) !== null;
}

function CodeField({ name, label, defaultValue }: { name: string; label: string; defaultValue?: string }) {
  const props = { name, label, labelHidden: true } as const;
  const field = useField(props);
  return (
    <FieldFrame props={props} field={field}>
      <input
        className="input"
        {...field.control}
        type="text"
        list={CODES}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        placeholder="碼別"
        defaultValue={field.kept ?? defaultValue ?? ""}
      />
    </FieldFrame>
  );
}
