import { Why } from "@/components/today/why";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import type { CarriedQuota, PeriodCount, PlanCount } from "@/lib/features/care-plans/budget/types";
import type { Outcome } from "@/lib/rules/outcome";
import { CARRY_OVER_LIMITS, type GroupBudget } from "@/lib/rules/plan";
import { money } from "./money";
import "./care-plans.css";

/** What a plan costs a month and who pays, with the quota that is carried over and the reasons. */
export function BudgetPanel({ count }: { count: PlanCount }) {
  const { monthly, refused } = count;
  return (
    <div className="stack-s">
      {refused && (
        <Notice tone="bad" title="無法計算額度與部分負擔">
          {refused.message}。
        </Notice>
      )}
      {monthly && (
        <table className="plan-budget">
          <caption className="visually-hidden">每月額度與部分負擔</caption>
          <thead>
            <tr>
              <th scope="col">每月</th>
              <th scope="col">額度</th>
              <th scope="col">計畫金額</th>
              <th scope="col">政府給付</th>
              <th scope="col">部分負擔</th>
              <th scope="col">超額自付</th>
            </tr>
          </thead>
          <tbody>
            <GroupRow label="照顧及專業服務" group={monthly.groups.care} />
            {monthly.groups.transport && <GroupRow label="交通接送" group={monthly.groups.transport} />}
          </tbody>
        </table>
      )}
      {monthly && (
        <p className="plan-family">
          家屬每月負擔 <strong>{money(monthly.family)}</strong>
          {monthly.exempt > 0 && (
            <span className="muted">（AA 碼 {money(monthly.exempt)} 免部分負擔、不計額度）</span>
          )}
        </p>
      )}
      <OtherQuotas count={count} />
      {monthly && (
        <>
          <Carried label="照顧及專業服務" carried={count.carried.care} />
          <Carried label="交通接送" carried={count.carried.transport} />
          <Why {...monthly} summary="計算步驟與依據" />
        </>
      )}
    </div>
  );
}

function GroupRow({ label, group }: { label: string; group: GroupBudget }) {
  return (
    <tr data-over={group.overQuota > 0 || undefined}>
      <th scope="row">{label}</th>
      <td>{money(group.quota)}</td>
      <td>{money(group.total)}</td>
      <td>{money(group.government)}</td>
      <td>{money(group.copay)}</td>
      <td>{group.overQuota > 0 ? <strong>{money(group.overQuota)}</strong> : money(0)}</td>
    </tr>
  );
}

function OtherQuotas({ count: { respite, devices, other } }: { count: PlanCount }) {
  if (!respite && !devices && other === 0) return null;
  return (
    <div className="stack-s small">
      <ul className="plan-others">
        {respite && (
          <li>
            <strong>喘息服務</strong>（年額度 {money(respite.quota)}）：全年照計畫使用{" "}
            <Drawn count={respite} />
          </li>
        )}
        {devices && (
          <li>
            <strong>輔具及居家無障礙</strong>（三年額度 {money(devices.quota)}）：本計畫{" "}
            <Drawn count={devices} />
            {devices.second && (
              <>
                ；選第二組（三年額度 {money(devices.second.quota)}）者，
                <Drawn count={devices.second} />
              </>
            )}
          </li>
        )}
        {other > 0 && (
          <li>其他辦法之服務：{money(other)}（不計入本辦法額度，部分負擔依各該辦法，本系統未計算）</li>
        )}
      </ul>
      {(respite || devices) && (
        <p className="muted">
          未計入上列「家屬每月負擔」；期間內先前已使用之額度須依核銷系統查詢之餘額為準。
        </p>
      )}
      <PeriodWhy label="喘息服務計算依據" count={respite} />
      <PeriodWhy label="輔具計算依據" count={devices} />
    </div>
  );
}

/** The amount and who pays; plans submitted before this was counted say so instead of naming a sum. */
function Drawn({ count: { total, copay, overQuota } }: { count: PeriodCount }) {
  return (
    <>
      {money(total)}，{copay === undefined ? "部分負擔於送審當時未計算" : `部分負擔 ${money(copay)}`}
      {overQuota !== undefined && overQuota > 0 && (
        <>
          ，<strong>超過額度 {money(overQuota)} 由家屬自付</strong>
        </>
      )}
    </>
  );
}

function PeriodWhy({ label, count }: { label: string; count: PeriodCount | null }) {
  const { citations, steps, assumptions } = count ?? {};
  if (!citations || !steps || !assumptions) return null;
  return <Why {...{ citations, steps, assumptions }} summary={label} />;
}

function Carried({ label, carried }: { label: string; carried: Outcome<CarriedQuota> | null }) {
  if (!carried) return null;
  const months = carried.available.map((amount, at) => ({ month: at + 1, amount }));
  return (
    <Disclosure summary={`${label}：六個月內額度保留`}>
      <div className="stack-s small">
        <table className="plan-carried">
          <thead>
            <tr>
              <th scope="col">月次</th>
              {months.map(({ month }) => (
                <th scope="col" key={month}>
                  第 {month} 月
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">可用額度</th>
              {months.map(({ month, amount }) => (
                <td key={month}>{money(amount)}</td>
              ))}
            </tr>
          </tbody>
        </table>
        <p>
          每月依計畫使用 {money(carried.planned)}
          {carried.lapsed !== null && `，第六個月後未使用之 ${money(carried.lapsed)} 不再保留`}。
          {CARRY_OVER_LIMITS}。
        </p>
      </div>
    </Disclosure>
  );
}
