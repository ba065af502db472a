import { openCaseFile } from "@/lib/features/cases/file/service";
import { answerExhaustion } from "@/lib/features/dispatch/exhaustions/answering/service";
import { handOver } from "@/lib/features/dispatch/managers/handing-over/service";
import type { CaseSource, Sex } from "@/prisma/generated/enums";
import type { DemoActors } from "./actors";
import { call, callEveryMonth, excuse, missLastMonth, pointTo } from "./caring";
import { almostDue, daysAgo, done } from "./days";
import { apply, assess, assign, close, type Journey, refuse, reopen, send, takeBack } from "./journey";
import { BATHING, MEALS } from "./people";
import { approve, changePlan, draft, renewPlan, submit, withdraw } from "./planning";
import {
  accept,
  addFile,
  begin,
  decline,
  end,
  raise,
  refer,
  type Sent,
  type To,
  takeAway,
} from "./referring";
import type { Place } from "./walk";

// People of the demo who went another way than most: long in service, refused, taken back, closed and taken in again.

type Story = (actors: DemoActors, place: Place) => Promise<void>;

interface Start {
  name: string;
  sex: Sex;
  bornOn: string;
  source?: CaseSource;
}

/** Applied for and assessed two days later. */
async function assessed(
  actors: DemoActors,
  place: Place,
  { name, source = "hotline_1966", ...person }: Start,
  { days, needLevel = 4, problems = MEALS }: { days: number; needLevel?: number; problems?: string[] },
): Promise<Journey> {
  const applicant = { ...person, ...place, source, name: `示範·${name}` };
  const way = await apply(actors, applicant, daysAgo(days));
  await assess(way, { needLevel, problems }, daysAgo(days - 2));
  return way;
}

/** Sent to the first A unit so many days ago, with a manager and an approved plan four days later. */
async function planned(way: Journey, since: number, staffName = "示範·石沐言"): Promise<void> {
  await send(way, "client_choice", "AD01", daysAgo(since));
  await assign(way, staffName, daysAgo(since));
  await firstPlan(way, since);
}

async function firstPlan(way: Journey, since: number): Promise<void> {
  const drafted = await draft(way, { plan: "meals", visited: true }, daysAgo(since - 1));
  await approve(way, await submit(way, drafted, daysAgo(since - 2)), daysAgo(since - 3));
}

/** Home care since the days after the plan. */
async function served(way: Journey, since: number, to: To = { basis: "rotation" }): Promise<Sent> {
  const sent = await refer(way, "home_care", to, daysAgo(since - 4));
  await accept(way, sent, daysAgo(since - 5));
  await begin(way, sent, daysAgo(since - 7));
  return sent;
}

/** Assessed more than a year ago, in service since the summer: the reassessment is overdue, AA02 done month by month. */
const reassessmentOverdue: Story = async (actors, place) => {
  const start = { name: "梅映雪", sex: "female", bornOn: "1936-01-30" } as const;
  const way = await assessed(actors, place, start, { days: 400, needLevel: 3 });
  await planned(way, 100);
  await served(way, 100);
  await callEveryMonth(way, daysAgo(100));
};

/** The reassessment is due within days. */
const reassessmentNear: Story = async (actors, place) => {
  const start = { name: "陶令宜", sex: "female", bornOn: "1944-10-12" } as const;
  const way = await assessed(actors, place, start, {
    days: almostDue(actors.officer.jurisdictionId, "reassessment") + 2,
  });
  await planned(way, 80);
  await served(way, 80);
  await callEveryMonth(way, daysAgo(80));
};

/** The six months since the last home visit are over within days. */
const renewalNear: Story = async (actors, place) => {
  const since = almostDue(actors.officer.jurisdictionId, "plan_renewal") + 1;
  const start = { name: "竺可貞", sex: "male", bornOn: "1940-02-18" } as const;
  const way = await assessed(actors, place, start, { days: since + 3 });
  await planned(way, since);
  await served(way, since, { basis: "client_choice", unit: "BD04" });
  await callEveryMonth(way, daysAgo(since));
};

/** They are over, and no new plan was made. */
const renewalOverdue: Story = async (actors, place) => {
  const start = { name: "閔行舟", sex: "male", bornOn: "1938-06-06" } as const;
  const way = await assessed(actors, place, start, { days: 205 });
  await planned(way, 202);
  await served(way, 202, { basis: "client_choice", unit: "BD05" });
  await callEveryMonth(way, daysAgo(202));
};

/** A new plan was made in time, with a visit; the former version is kept. */
const renewed: Story = async (actors, place) => {
  const start = { name: "桑榆晚", sex: "female", bornOn: "1941-11-11" } as const;
  const way = await assessed(actors, place, start, { days: 190, needLevel: 5 });
  await planned(way, 187);
  await served(way, 187, { basis: "client_choice", unit: "BD01" });
  // Before AA02, which a month with a home visit does not have.
  await renewPlan(way, "moreMeals", [daysAgo(20), daysAgo(19), daysAgo(18)]);
  await callEveryMonth(way, daysAgo(187));
};

/** Worse since the summer: assessed anew before the year was over, the plan changed, the family support told. */
const reassessed: Story = async (actors, place) => {
  const start = { name: "阮青衫", sex: "female", bornOn: "1939-09-01" } as const;
  const way = await assessed(actors, place, start, { days: 75, needLevel: 3 });
  await planned(way, 72);
  await served(way, 72);
  const found = {
    kind: "reassessment",
    needLevel: 5,
    problems: MEALS,
    note: "示範：跌倒後行動力下降",
  } as const;
  await assess(way, found, daysAgo(15));
  await changePlan(way, "moreMeals", [daysAgo(13), daysAgo(12), daysAgo(11)]);
  const support = { kind: "caregiver_support" as const, receiver: "示範家庭照顧者支持中心" };
  await call(way, daysAgo(0), { kind: "visit", problems: "主要照顧者睡眠不足", referrals: [support] });
  await pointTo(way, { kind: "medical", receiver: "示範居家醫療診所", result: "已排定家訪" }, 10);
};

/** A change is being drafted; last month's AA02 was never made. */
const changing: Story = async (actors, place) => {
  const start = { name: "傅斯人", sex: "male", bornOn: "1942-08-28" } as const;
  const way = await assessed(actors, place, start, { days: 95 });
  await planned(way, 92);
  await served(way, 92);
  await missLastMonth(way);
  await draft(
    way,
    { kind: "change", reason: "示範：住院返家，調整供餐", plan: "moreMeals", visited: false },
    daysAgo(3),
  );
  await pointTo(way, { kind: "social_assistance", receiver: "示範區公所社會課" }, 8);
  await pointTo(way, { kind: "other", receiver: "示範輔具資源中心", result: "已借用輪椅" }, 20);
};

/** In hospital last month: the limit passed and is excused. A change was begun and given up. */
const excused: Story = async (actors, place) => {
  const start = { name: "鍾子期", sex: "male", bornOn: "1937-12-08" } as const;
  const way = await assessed(actors, place, start, { days: 85 });
  await planned(way, 82);
  const sent = await served(way, 82);
  await missLastMonth(way);
  await excuse(way, "monitoring", "個案上月住院，家屬來電告知", daysAgo(0));
  const change = { kind: "change", reason: "示範：家屬要求減少", plan: "meals", visited: false } as const;
  await withdraw(way, await draft(way, change, daysAgo(9)), daysAgo(7));
  await end(way, sent, daysAgo(4));
};

/** Troubles at home, each pointed to whoever helps. */
const troubled: Story = async (actors, place) => {
  const start = { name: "蘇慕遮", sex: "female", bornOn: "1943-07-02" } as const;
  const way = await assessed(actors, place, start, { days: 70, needLevel: 6, problems: BATHING });
  await planned(way, 67, "示範·卓一帆");
  await served(way, 67);
  await call(way, daysAgo(0), {
    ...{ problems: "案夫疑有言語暴力；個案情緒低落，表示不想活", planChangeNeeded: true, first: "less" },
    referrals: [
      { kind: "violence", receiver: "示範家庭暴力防治中心" },
      { kind: "suicide", receiver: "示範自殺防治中心" },
    ],
  });
  await pointTo(
    way,
    { kind: "dementia_centre", receiver: "示範失智共同照護中心", result: "已確診並收案" },
    30,
  );
  await pointTo(way, { kind: "c_station", receiver: "示範長青巷弄長照站" }, 12);
  await addFile(way, "contact", daysAgo(12));
  await addFile(way, "other", daysAgo(10));
  for (const [ago, actor] of [
    [30, actors.specialist],
    [12, actors.caseManager],
    [5, actors.officer],
  ] as const)
    done(await openCaseFile(actor, way.caseId, daysAgo(ago)), "opening a file");
};

/** Sent to the A unit some days ago: its plan is due today or on the next working day. */
const planNear: Story = async (actors, place) => {
  const start = { name: "江左", sex: "female", bornOn: "1947-08-19", source: "walk_in" } as const;
  const since = almostDue(actors.officer.jurisdictionId, "plan");
  const way = await assessed(actors, place, start, { days: since + 3 });
  await send(way, "client_choice", "AD01", daysAgo(since));
  await assign(way, "示範·石沐言", daysAgo(since));
};

/** The second unit refused, and said why; the case went to the first. */
const refusedWithReason: Story = async (actors, place) => {
  const start = { name: "冉有光", sex: "male", bornOn: "1946-03-17" } as const;
  const way = await assessed(actors, place, start, { days: 14 });
  await send(way, "client_choice", "AD02", daysAgo(11));
  await refuse(way, "本月個案管理員請假，無法如期家訪", daysAgo(10));
  await send(way, "rotation", "AD01", daysAgo(10));
};

/** Refused without a word: the unit has left the district's turn. */
const refusedWithoutReason: Story = async (actors, place) => {
  const start = { name: "岳明月", sex: "female", bornOn: "1945-09-23" } as const;
  const way = await assessed(actors, place, start, { days: 8 });
  await send(way, "client_choice", "AD02", daysAgo(6));
  await refuse(way, null, daysAgo(5));
};

/** No plan within the limit: the centre took the case back, and it waits for another unit. */
const takenBack: Story = async (actors, place) => {
  const start = { name: "裴度", sex: "male", bornOn: "1949-04-26" } as const;
  const way = await assessed(actors, place, start, { days: 30 });
  await send(way, "client_choice", "AD02", daysAgo(27));
  await takeBack(way, "逾計畫期限，經聯繫仍未完成", daysAgo(6));
};

/** Moved away and came back: the same file, and the A unit that had it before. */
const continued: Story = async (actors, place) => {
  const start = { name: "歸鴻", sex: "female", bornOn: "1942-05-13" } as const;
  const way = await assessed(actors, place, start, { days: 130 });
  await planned(way, 127);
  await served(way, 127);
  await callEveryMonth(way, daysAgo(127), daysAgo(60));
  await close(way, "moved", "至外縣市與子女同住", daysAgo(28));
  await reopen(way, "已遷回本市", daysAgo(24));
  await assess(way, { kind: "initial", needLevel: 5, problems: MEALS }, daysAgo(22));
  await send(way, "continuation", "AD01", daysAgo(21));
  await assign(way, "示範·石沐言", daysAgo(21));
  await firstPlan(way, 21);
  await served(way, 21, { basis: "client_choice", unit: "BD01" });
};

/** Taken in again, not yet assessed. */
const takenInAgain: Story = async (actors, place) => {
  const start = { name: "燕歸", sex: "male", bornOn: "1948-02-09" } as const;
  const way = await apply(actors, { ...start, ...place, source: "walk_in", name: "示範·燕歸" }, daysAgo(60));
  await close(way, "lost_contact", "多次聯繫未果", daysAgo(40));
  await reopen(way, "家屬再次來電申請", daysAgo(2));
};

/** Given by hand, taken away again before the answer, then by the family's choice; the manager is leaving. */
const handedOver: Story = async (actors, place) => {
  const start = { name: "容若", sex: "female", bornOn: "1940-12-19" } as const;
  const way = await assessed(actors, place, start, { days: 62 });
  await planned(way, 59, "示範·卓一帆");
  await takeAway(way, await refer(way, "home_care", { basis: "rotation" }, daysAgo(55)), daysAgo(54));
  await served(way, 57, { basis: "client_choice", unit: "BD05" });
  const handed = await handOver(
    actors.manager,
    {
      fromStaffId: actors.staffId("示範·卓一帆"),
      toStaffId: actors.staffId("示範·石沐言"),
      ...{ scope: "chosen", caseIds: [way.caseId], reason: "示範：兼任人員調整責任區" },
    },
    daysAgo(16),
  );
  done(handed, "the hand-over");
};

/** Chosen unit declined, and nobody else in the order can take it: laid before the centre. Only once the units are limited. */
async function exhausted(actors: DemoActors, place: Place, start: Start): Promise<[Journey, string]> {
  const way = await assessed(actors, place, start, { days: 9 });
  await planned(way, 6);
  const sent = await refer(way, "home_care", { basis: "client_choice", unit: "BD01" }, daysAgo(2));
  await decline(way, sent, daysAgo(1));
  return [way, await raise(way, sent, daysAgo(0))];
}

const exhaustedWaiting: Story = async (actors, place) => {
  await exhausted(actors, place, { name: "谷雨", sex: "female", bornOn: "1939-04-20" });
};

/** The centre said what to do. */
const exhaustedAnswered: Story = async (actors, place) => {
  const [, id] = await exhausted(actors, place, { name: "白露", sex: "female", bornOn: "1944-09-08" });
  const answer = "請先以喘息服務銜接，示範和風月底可釋出人力。";
  done(
    await answerExhaustion(actors.specialist, { id, unitId: null, answer }, daysAgo(0)),
    "the centre's answer",
  );
};

/** The A unit found one by hand after all. */
const exhaustedSettled: Story = async (actors, place) => {
  const [way] = await exhausted(actors, place, { name: "霜降", sex: "male", bornOn: "1941-10-23" });
  const reason = "示範和風同意增派人力承接";
  await refer(way, "home_care", { basis: "deviation", unit: "BD04", reason }, daysAgo(0));
};

/** Once the units are limited. */
export const LATE_STORIES: readonly Story[] = [exhaustedWaiting, exhaustedAnswered, exhaustedSettled];

/** The longest in service first, as it came about. */
export const STORIES: readonly Story[] = [
  renewalOverdue,
  renewed,
  renewalNear,
  continued,
  reassessmentOverdue,
  changing,
  excused,
  reassessmentNear,
  reassessed,
  troubled,
  handedOver,
  takenInAgain,
  takenBack,
  refusedWithReason,
  planNear,
];

/** After everybody else has gone: from then on a unit stands out of its district's turn. */
export const LAST_STORY: Story = refusedWithoutReason;
