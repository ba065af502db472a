import { fromDbDate, officeDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type Employment, managerCaseload } from "@/lib/rules/caseload";
import { RuleError } from "@/lib/rules/errors";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";
import { deadline } from "@/lib/rules/timeliness";
import { loadsOfUnits } from "../../../dispatch/managers/loads/queries";
import { firstMonthOf } from "../../../dispatch/monthly-tables/clocks/service";
import { rocMonth } from "../../../dispatch/monthly-tables/labels";
import { clockSubject } from "../../../dispatch/monthly-tables/queries";
import { firstDayOf } from "../../../dispatch/monthly-tables/schema";
import { rulesOf } from "../../../registry/closures/queries";
import { registrationOf } from "../../../registry/staff/queries";
import { SERVICE_LABELS } from "../../../registry/units/labels";
import type { Found, Search, UnitKey } from "../types";

/** What the system knows of a whole unit, by key. */
export function unitSays(tx: Tx, search: Search, key: UnitKey): Promise<Found> {
  return SAY[key](tx, search);
}

type Say = (tx: Tx, search: Search) => Promise<Found>;

async function address(tx: Tx, { jurisdictionId, unitId }: Search): Promise<Found> {
  const unit = await tx.unit.findFirst({
    where: { jurisdictionId, id: unitId },
    select: { address: true, phone: true, district: { select: { name: true } } },
  });
  const text = unit?.address
    ? `${unit.district.name} ${unit.address}`
    : `${unit?.district.name ?? ""}（沒有登記地址）`;
  return {
    verdict: null,
    why: "登記地址如下，是否相符請現場核對。",
    rows: [{ label: `${text}，電話 ${unit?.phone ?? "未登記"}`, href: `/units/${unitId}` }],
  };
}

async function principles(tx: Tx, { jurisdictionId, unitId, asOf }: Search): Promise<Found> {
  const kept = await tx.dispatchPrinciples.findFirst({ where: { jurisdictionId, aUnitId: unitId } });
  const published = await tx.publishedDispatch.findFirst({
    where: { jurisdictionId, aUnitId: unitId, month: { lte: toDbDate(asOf) } },
    orderBy: { month: "desc" },
    select: { month: true },
  });
  const href = `/units/${unitId}`;
  if (!kept?.text.trim()) return { verdict: "deviation", why: "派案原則：系統沒有派案原則。", rows: [] };
  const updated = `派案原則 ${formatRocDate(officeDate(kept.updatedAt))} 更新`;
  if (!published)
    return { verdict: "partly", why: "派案原則：已訂定，尚未公開。", rows: [{ label: updated, href }] };
  const month = rocMonth(fromDbDate(published.month).slice(0, 7));
  return {
    ...{ verdict: "in_order", why: `派案原則：已訂定並公開，最近公開 ${month}。` },
    rows: [{ label: updated, href }],
  };
}

/** The tables of the months whose limit has passed in the year before: missing, late, in time. */
async function tables(tx: Tx, { jurisdictionId, unitId, asOf, from }: Search): Promise<Found> {
  const first = await firstMonthOf(tx, jurisdictionId, unitId);
  const months: string[] = [];
  const begin = first !== null && from.slice(0, 7) < first ? first : from.slice(0, 7);
  for (let month = begin; first !== null && month < asOf.slice(0, 7); month = next(month)) months.push(month);
  const filed = await tx.monthlyDispatchTable.findMany({
    where: { jurisdictionId, aUnitId: unitId, versionNo: 1 },
    select: { month: true, filedAt: true },
  });
  const clocks = await tx.clock.findMany({
    where: {
      ...{ jurisdictionId, kind: "monthly_dispatch_table" },
      subjectId: { in: months.map((month) => clockSubject(unitId, month)) },
    },
    select: { subjectId: true, dueOn: true, excuse: true },
  });
  const rows = months.flatMap((month) => {
    const clock = clocks.find(({ subjectId }) => subjectId === clockSubject(unitId, month));
    const dueOn = clock ? fromDbDate(clock.dueOn) : lawfulDue(jurisdictionId, month);
    const own = filed.find((each) => fromDbDate(each.month).slice(0, 7) === month);
    const filedOn = own && officeDate(own.filedAt) <= asOf ? officeDate(own.filedAt) : null;
    if (dueOn === null || (filedOn === null && asOf <= dueOn)) return [];
    const late = clock?.excuse == null && (filedOn === null || filedOn > dueOn);
    const state = filedOn ? `${formatRocDate(filedOn)} 提交${late ? "，逾期" : ""}` : "未提交";
    const label = `${rocMonth(month)}月報 期限 ${formatRocDate(dueOn)}，${state}`;
    return [{ late, label, href: `/dispatch/monthly/${unitId}/${month}` }];
  });
  const wrong = rows.filter(({ late }) => late).length;
  const shown = rows.map(({ label, href }) => ({ label, href }));
  if (rows.length === 0) return { verdict: null, why: "派案月報：一年內沒有應提交的月份。", rows: [] };
  const verdict = wrong === 0 ? "in_order" : wrong * 2 >= rows.length ? "deviation" : "partly";
  return { verdict, why: `派案月報：${rows.length} 個月中 ${wrong} 個月未提交或逾期。`, rows: shown };
}

function next(month: string): string {
  return addMonths(firstDayOf(month), 1).slice(0, 7);
}

function lawfulDue(jurisdictionId: string, month: string): PlainDate | null {
  try {
    return deadline(rulesOf(jurisdictionId), { clock: "monthly_dispatch_table", startedOn: month }).dueOn;
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

/** The inventory stands with each approved order: none, or one that has run out, is not renewed. */
async function inventory(tx: Tx, { jurisdictionId, unitId, asOf }: Search): Promise<Found> {
  const rows = await tx.rotation.findMany({
    where: { jurisdictionId, aUnitId: unitId, state: "approved" },
    select: { id: true, service: true, validFrom: true, validThrough: true },
    orderBy: [{ service: "asc" }, { validThrough: "asc" }],
  });
  const isOver = ({ validThrough }: (typeof rows)[number]) =>
    validThrough !== null && fromDbDate(validThrough) < asOf;
  const over = rows.filter(isOver);
  const shown = rows.map((row) => ({
    label: `${SERVICE_LABELS[row.service]} 有效至 ${row.validThrough ? formatRocDate(fromDbDate(row.validThrough)) : "未定"}${isOver(row) ? "，已過期" : ""}`,
    href: `/dispatch/rotations/${row.id}`,
  }));
  if (rows.length === 0)
    return { verdict: "deviation", why: "資源盤點：沒有審核通過的盤點及輪序表。", rows: [] };
  if (over.length === 0)
    return { verdict: "in_order", why: `資源盤點：${rows.length} 項均在有效期間。`, rows: shown };
  const verdict = over.length * 2 >= rows.length ? "deviation" : "partly";
  return { verdict, why: `資源盤點：${rows.length} 項中 ${over.length} 項已過期。`, rows: shown };
}

async function staffOf(tx: Tx, { jurisdictionId, unitId, asOf }: Search) {
  return tx.staff.findMany({
    where: {
      ...{ jurisdictionId, unitId, startedOn: { lte: toDbDate(asOf) } },
      OR: [{ endedOn: null }, { endedOn: { gte: toDbDate(asOf) } }],
    },
    select: {
      ...{ id: true, name: true, startedOn: true, registeredOn: true, employment: true, duty: true },
      qualification: true,
    },
    orderBy: [{ startedOn: "asc" }, { id: "asc" }],
  });
}

async function registration(tx: Tx, search: Search): Promise<Found> {
  const closures = await tx.closure.findMany({
    where: { jurisdictionId: search.jurisdictionId, withdrawnAt: null },
    select: { closedOn: true },
  });
  const days = closures.map(({ closedOn }) => fromDbDate(closedOn));
  const staff = await staffOf(tx, search);
  const judged = staff.map((person) => {
    const startedOn = fromDbDate(person.startedOn);
    const registeredOn = fromDbDate(person.registeredOn);
    const known = registeredOn !== null && registeredOn <= search.asOf ? registeredOn : null;
    const dates = { startedOn, registeredOn: known };
    const told = registrationOf(search.jurisdictionId, dates, search.asOf, days);
    const state = told.kind === "clock" ? told.outcome.state : null;
    const late = state === "overdue" || state === "met_late";
    const end = known ? `${formatRocDate(known)} 登錄` : "尚未登錄";
    const qualified = person.qualification?.trim() ? `，${person.qualification}` : "，未登載資格";
    const label = `${person.name} ${formatRocDate(startedOn)} 到職，${end}${late ? "，逾期" : ""}${qualified}`;
    return { state, late, row: { label, href: `/staff/${person.id}` } };
  });
  const known = judged.filter(({ state }) => state !== null);
  const late = known.filter((each) => each.late).length;
  const rows = judged.map(({ row }) => row);
  if (known.length === 0) return { verdict: null, why: "人員登錄：沒有可判斷的人員。", rows };
  const verdict = late === 0 ? "in_order" : late * 2 >= known.length ? "deviation" : "partly";
  return { verdict, why: `人員登錄：${known.length} 人中 ${late} 人未於期限內登錄。`, rows };
}

const TRAINED: readonly string[] = ["case_manager", "a_unit_manager"];

/** Training is not in the registry yet: whose it is and since when, for the papers on site. */
async function training(tx: Tx, search: Search): Promise<Found> {
  const staff = (await staffOf(tx, search)).filter(({ duty }) => TRAINED.includes(duty));
  return {
    verdict: null,
    why: "教育訓練：系統尚無訓練紀錄，請查閱單位資料。",
    rows: staff.map((person) => {
      const startedOn = fromDbDate(person.startedOn);
      const [basic, advanced] = [addMonths(startedOn, 3), addMonths(startedOn, 6)];
      return {
        label: `${person.name} ${formatRocDate(startedOn)} 到職；失智基礎訓練應於 ${formatRocDate(basic)} 前、進階應於 ${formatRocDate(advanced)} 前完成`,
        href: `/staff/${person.id}`,
      };
    }),
  };
}

async function caseloads(tx: Tx, search: Search): Promise<Found> {
  const load = (await loadsOfUnits(tx, [search.unitId], search.asOf)).get(search.unitId);
  const staff = await staffOf(tx, search);
  const rules = rulesOf(search.jurisdictionId);
  const judged = (load?.managers ?? []).map(({ staffId, employment, activeCases }) => {
    const { state, cap } = managerCaseload(rules, {
      ...{ employment: employment as Employment, activeCases, on: search.asOf },
    });
    const name = staff.find(({ id }) => id === staffId)?.name ?? "";
    const label = `${name} ${activeCases} 案，上限 ${cap} 案${state === "over" ? "，超過" : ""}`;
    return { over: state === "over", row: { label, href: `/staff/${staffId}` } };
  });
  const over = judged.filter((each) => each.over).length;
  const rows = judged.map(({ row }) => row);
  if (judged.length === 0) return { verdict: null, why: "案量：沒有在職的個案管理員。", rows };
  return over === 0
    ? { verdict: "in_order", why: `案量：${judged.length} 位個案管理員均未超過上限。`, rows }
    : { verdict: "deviation", why: `案量：${over} 位個案管理員超過上限。`, rows };
}

async function complaints(): Promise<Found> {
  return { verdict: null, why: "陳情申訴：系統尚無陳情紀錄，請查閱單位資料。", rows: [] };
}

const SAY: Readonly<Record<UnitKey, Say>> = {
  unit_address: address,
  dispatch_principles_published: principles,
  monthly_table_filed: tables,
  inventory_renewed: inventory,
  staff_registration: registration,
  training_dates: training,
  caseload_cap: caseloads,
  complaints_handled: complaints,
};

/** The referrals of all the unit's cases to other resources: none in a year is amiss, and those that nobody followed up. */
export async function referralsOfUnit(
  tx: Tx,
  { jurisdictionId, unitId, asOf, from }: Search,
): Promise<Found> {
  const rows = await tx.outwardReferral.findMany({
    where: {
      ...{ jurisdictionId, caseFile: { aUnitId: unitId } },
      referredOn: { gte: toDbDate(from), lte: toDbDate(asOf) },
    },
    select: { referredOn: true, followedUpOn: true, kind: true },
  });
  const open = rows.filter(
    (row) => row.followedUpOn === null && addMonths(fromDbDate(row.referredOn), 1) < asOf,
  );
  const stations = rows.filter(({ kind }) => kind === "c_station").length;
  const shown = [
    { label: `一年內轉介 ${rows.length} 件，其中 C 據點 ${stations} 件`, href: "/monitoring/referrals" },
  ];
  if (rows.length === 0) return { verdict: "deviation", why: "資源轉介：一年內沒有轉介紀錄。", rows: shown };
  if (open.length === 0)
    return { verdict: "in_order", why: `資源轉介：${rows.length} 件均已追蹤或尚在一個月內。`, rows: shown };
  const verdict = open.length * 2 >= rows.length ? "deviation" : "partly";
  return { verdict, why: `資源轉介：${rows.length} 件中 ${open.length} 件逾一個月未追蹤。`, rows: shown };
}
