import { listPlans } from "@/lib/features/care-plans/list/queries";
import { PLAN_SORTS, planListParams } from "@/lib/features/care-plans/schema";
import { listCases } from "@/lib/features/cases/list/queries";
import { CASE_SORTS, caseListParams } from "@/lib/features/cases/list/schema";
import { listOutward } from "@/lib/features/cases/monitoring/outward/queries";
import { OUTWARD_SORTS, outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { WORK_SORTS, workListParams } from "@/lib/features/cases/monitoring/schema";
import { workList } from "@/lib/features/cases/monitoring/worklist/queries";
import { listCentre } from "@/lib/features/dispatch/centre/queries";
import { CENTRE_SORTS, centreListParams } from "@/lib/features/dispatch/centre/schema";
import { listDispatches } from "@/lib/features/dispatch/list/queries";
import { DISPATCH_SORTS, dispatchListParams } from "@/lib/features/dispatch/list/schema";
import { listWaiting } from "@/lib/features/dispatch/managers/queries";
import { WAITING_SORTS, waitingParams } from "@/lib/features/dispatch/managers/schema";
import { listReferrals } from "@/lib/features/dispatch/referrals/queries";
import { REFERRAL_SORTS, referralListParams } from "@/lib/features/dispatch/referrals/schema";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import type { TestCity } from "../support/fixtures";

type Query = Record<string, string>;
type Read = (actor: Actor, query: Query) => Promise<{ total: number }>;

interface List {
  name: string;
  read: Read;
  roles: readonly Role[];
  sorts: readonly string[];
  /** What every order is tried on. */
  base?: Query;
  /** Filters and searches, each tried in the list's own order. */
  narrowed: readonly Query[];
}

type Role = "officer" | "supervisor" | "specialist" | "A unit" | "B unit";

/** A surname of every ninth person, the given name of few, one person, nobody, a case by its number. */
const SEARCHES: readonly Query[] = [
  { q: "陳" },
  { q: "秀美" },
  { q: "陳秀美" },
  { q: "龘" },
  { q: "C00012" },
];
const day = today();
const month = day.slice(0, 7);

export const LISTS: readonly List[] = [
  {
    name: "cases",
    read: (actor, query) => listCases(actor, caseListParams(query)),
    roles: ["officer", "supervisor", "specialist", "A unit"],
    sorts: CASE_SORTS,
    narrowed: [
      ...SEARCHES,
      { status: "all" },
      { status: "all", q: "陳" },
      { status: "in_service" },
      { status: "assessed" },
      { district: "66000060" },
      { level: "8", district: "66000060" },
      { level: "5" },
      { manager: "none" },
      { source: "walk_in" },
      { due: "overdue" },
      { due: "30" },
      { sort: "name", dir: "asc", q: "陳" },
      { sort: "name", dir: "asc", status: "assessed" },
    ],
  },
  {
    name: "plans",
    read: (actor, query) => listPlans(actor, planListParams(query), day),
    roles: ["officer", "supervisor", "specialist", "A unit"],
    sorts: PLAN_SORTS,
    base: { status: "approved" },
    narrowed: [
      {},
      { waiting: "3" },
      { status: "all" },
      { status: "returned" },
      { status: "closed" },
      ...SEARCHES.map((query) => ({ ...query, status: "all" })),
      { status: "approved", district: "66000060" },
      { status: "approved", kind: "change" },
      { status: "all", sort: "case" },
      { status: "all", sort: "unit" },
    ],
  },
  {
    name: "referrals",
    read: (actor, query) => listReferrals(actor, referralListParams(query), day),
    roles: ["officer", "supervisor", "specialist", "A unit", "B unit"],
    sorts: REFERRAL_SORTS,
    narrowed: [
      ...SEARCHES,
      { q: "示範單位b17" },
      { q: "B00017" },
      { state: "waiting" },
      { state: "not_begun" },
      { state: "in_service" },
      { state: "declined" },
      { service: "transport" },
      { basis: "deviation" },
      { month },
    ],
  },
  {
    name: "dispatches",
    read: (actor, query) => listDispatches(actor, dispatchListParams(query)),
    roles: ["officer", "supervisor", "specialist", "A unit", "B unit"],
    sorts: DISPATCH_SORTS,
    narrowed: [
      ...SEARCHES,
      { unit: "示範單位b17" },
      { unit: "B00017", service: "home_care" },
      { state: "waiting" },
      { state: "not_begun" },
      { state: "declined", sort: "case" },
      { service: "case_management" },
      { service: "transport", sort: "unit" },
      { basis: "deviation" },
      { district: "66000060" },
      { month },
      { month, sort: "unit" },
    ],
  },
  {
    name: "centre",
    read: (actor, query) => listCentre(actor, centreListParams(query), day),
    roles: ["officer", "supervisor", "specialist"],
    sorts: CENTRE_SORTS,
    narrowed: [
      ...SEARCHES,
      { district: "66000060" },
      { source: "walk_in" },
      ...CENTRE_SORTS.map((sort) => ({ view: "sent", sort })),
      { view: "sent", overdue: "yes" },
      { view: "sent", q: "陳" },
    ],
  },
  {
    name: "cases to assign",
    read: (actor, query) => listWaiting(actor, waitingParams(query)),
    roles: ["A unit"],
    sorts: WAITING_SORTS,
    narrowed: SEARCHES,
  },
  {
    name: "AA02 of the month",
    read: (actor, query) => workList(actor, workListParams(query)),
    roles: ["A unit"],
    sorts: WORK_SORTS,
    base: { state: "all" },
    narrowed: [...SEARCHES, { state: "done" }, { state: "todo" }],
  },
  {
    name: "referrals outward",
    read: (actor, query) => listOutward(actor, outwardListParams(query)),
    roles: ["officer", "supervisor", "specialist", "A unit"],
    sorts: OUTWARD_SORTS,
    base: { state: "all" },
    narrowed: [...SEARCHES, {}, { state: "closed" }, { kind: "medical" }],
  },
];

/** As opened, in another order, at its thousandth page (or its last), filtered, searched. */
export const KINDS = ["opened", "order", "page 1,000", "filter", "search"] as const;
type Kind = (typeof KINDS)[number];

export interface View {
  list: string;
  role: Role;
  kind: Kind;
  what: string;
  read: () => Promise<{ total: number }>;
}

/** Every list as every role that has it: each order both ways, far back in each, each filter and each search. */
export function viewsOf(city: TestCity): View[] {
  return LISTS.flatMap((list) =>
    list.roles.flatMap((role) =>
      queriesOf(list).map(([kind, query]) => ({
        ...{ list: list.name, role, kind },
        what:
          Object.entries(query)
            .map((pair) => pair.join("="))
            .join(" ") || "as opened",
        read: () => list.read(actorOf(city, role), query),
      })),
    ),
  );
}

function queriesOf({ sorts, base = {}, narrowed }: List): [Kind, Query][] {
  const orders = sorts.flatMap((sort) => ["asc", "desc"].map((dir) => ({ ...base, sort, dir })));
  return [
    ["opened", {}],
    ...orders.map((query): [Kind, Query] => ["order", query]),
    ...sorts.map((sort): [Kind, Query] => ["page 1,000", { ...base, sort, dir: "asc", page: "1000" }]),
    ...narrowed.map((query): [Kind, Query] => ["q" in query || "unit" in query ? "search" : "filter", query]),
  ];
}

const ACTORS = {
  officer: "bureau_officer",
  supervisor: "care_supervisor",
  specialist: "care_specialist",
  "A unit": "a_unit_manager",
  "B unit": "b_unit_staff",
} as const;

/** A specialist covers two of the districts. */
function actorOf(city: TestCity, role: Role): Actor {
  const actor = city.actors[ACTORS[role]];
  return role === "specialist" ? { ...actor, districtIds: ["66000060", "66000070"] } : actor;
}
