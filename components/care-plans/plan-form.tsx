"use client";

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { useFormMemory } from "@/components/forms/form-context";
import type { ActionState } from "@/components/forms/form-state";
import { HiddenField } from "@/components/forms/hidden-field";
import { SubmitButton } from "@/components/forms/submit-button";
import type { PlanRef, PlanRow } from "@/lib/features/care-plans/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { BudgetPanel } from "./budget-panel";
import { type CountGround, countTyped, type LiveCount } from "./live-count";
import { money } from "./money";
import { PlanRows } from "./plan-rows";
import { ProblemNotes } from "./problem-notes";
import { ReviewList } from "./review-list";
import "./care-plans.css";

type PlanFormProps = {
  action: (state: ActionState<PlanRef>, form: FormData) => Promise<ActionState<PlanRef>>;
  plan: Pick<PlanRow, "id" | "version" | "kind" | "visitedOn" | "items" | "problemNotes">;
  ground: CountGround;
  /** The actor may hand the plan in; others of the unit draft it. */
  handsIn: boolean;
};

/** Rows that stand empty below the items, so that the form grows without JavaScript too. */
const EMPTY_ROWS = 3;

/** The plan beside its problems: items, quota and co-payment counted while somebody types, what a reviewer would say. */
export function PlanForm(props: PlanFormProps) {
  const [version, setVersion] = useState(props.plan.version);
  return (
    <ActionForm
      action={props.action}
      hideSubmit
      className="plan-form"
      label="照顧計畫"
      successMessage="草稿已儲存。"
      renderSuccess={(written) => <Saved version={written.version} onSaved={setVersion} />}
    >
      <PlanFields {...props} version={version} />
    </ActionForm>
  );
}

/** The form goes on from the version that it has just written, never from one that somebody else wrote. */
function Saved({ version, onSaved }: { version: number; onSaved: (version: number) => void }) {
  const tell = useEffectEvent(onSaved);
  useEffect(() => tell(version), [version]);
  return null;
}

function PlanFields({ plan, ground, handsIn, version }: PlanFormProps & { version: number }) {
  const memory = useFormMemory();
  const raw = memory?.values ?? rawOf(plan);
  const [live, setLive] = useState(() => countTyped(raw, ground));
  const frame = useRef<HTMLDivElement>(null);
  const recount = () => {
    const form = frame.current?.closest("form");
    if (form) setLive(countTyped(Object.fromEntries(new FormData(form)), ground));
  };
  const first = useEffectEvent(recount);
  // The browser may have kept what was typed before this script ran.
  useEffect(() => first(), []);
  return (
    <div ref={frame} className="plan-screen" onInput={recount} onChange={recount}>
      {/* Enter outside the rows saves, whichever buttons follow. */}
      <button
        type="submit"
        name="intent"
        value="save"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
      >
        儲存草稿
      </button>
      <HiddenField name="id" value={plan.id} />
      <HiddenField name="version" value={version} />
      <section className="plan-side" aria-labelledby="plan-problems-title">
        <h3 id="plan-problems-title" className="plan-part">
          照顧問題
        </h3>
        <p className="small muted">每一問題以服務項目回應，或在此說明不以服務回應之理由。</p>
        <ProblemNotes problems={ground.problems} notes={plan.problemNotes} answered={live.answered} />
      </section>
      <div className="stack plan-main">
        <Visit plan={plan} />
        <PlanRows
          rowsAtFirst={Number(raw.rows)}
          items={plan.items}
          ground={ground}
          live={live}
          onRowsChanged={recount}
        />
      </div>
      <Counted live={live} ground={ground} />
      <div className="form-actions no-print">
        <SubmitButton name="intent" value="save" variant="secondary">
          儲存草稿
        </SubmitButton>
        {handsIn && (
          <SubmitButton name="intent" value="submit">
            送出審核
          </SubmitButton>
        )}
        {!handsIn && <span className="small muted">送審由本案個案管理員或單位主管辦理。</span>}
      </div>
    </div>
  );
}

function Visit({ plan }: { plan: PlanFormProps["plan"] }) {
  const optional = plan.kind === "change";
  return (
    <DateField
      name="visitedOn"
      label="家訪日（AA01）"
      required={!optional}
      defaultValue={formatRocDate(plan.visitedOn)}
      hint={
        optional
          ? "異動未另行家訪者免填；填寫者，當月不得再申報 AA02。單價依此日施行之支付基準。"
          : "當月不得再申報 AA02。單價依此日施行之支付基準。"
      }
    />
  );
}

function Counted({ live, ground }: { live: LiveCount; ground: CountGround }) {
  const { monthly } = live.count;
  return (
    <>
      <p className="plan-sum" role="status">
        <Sum label="照顧額度內" value={monthly?.groups.care.withinQuota} of={monthly?.groups.care.quota} />
        <Sum label="超額自付" value={monthly ? overOf(monthly.groups) : undefined} />
        <Sum label="家屬每月負擔" value={monthly?.family} strong />
      </p>
      <div className="columns-2 plan-counted">
        <Part title="額度與部分負擔">
          <BudgetPanel count={live.count} />
        </Part>
        <Part title="送審前檢核">
          <ReviewList issues={live.issues} problems={ground.problems} />
        </Part>
      </div>
    </>
  );
}

function overOf({ care, transport }: NonNullable<LiveCount["count"]["monthly"]>["groups"]): number {
  return care.overQuota + (transport?.overQuota ?? 0);
}

function Sum({ label, value, of, strong }: { label: string; value?: number; of?: number; strong?: boolean }) {
  const text = value === undefined ? "—" : money(value);
  return (
    <span>
      {label} {strong ? <strong>{text}</strong> : text}
      {of !== undefined && ` ／ ${money(of)}`}
    </span>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack-s">
      <h3 className="plan-part">{title}</h3>
      {children}
    </section>
  );
}

/** A stored plan as the form's fields, by name. */
function rawOf({ items, problemNotes, visitedOn }: PlanFormProps["plan"]): Record<string, string> {
  const fields = items.flatMap((item, row) => [
    [`code-${row}`, item.code],
    [`quantity-${row}`, String(item.quantity)],
    [`price-${row}`, String(item.unitPrice)],
    [`problem-${row}`, item.problemId ?? ""],
    [`goal-${row}`, item.goal ?? ""],
  ]);
  const notes = Object.entries(problemNotes).map(([id, note]) => [`note-${id}`, note]);
  return {
    ...Object.fromEntries([...fields, ...notes]),
    rows: String(items.length + EMPTY_ROWS),
    visitedOn: visitedOn ?? "",
  };
}
