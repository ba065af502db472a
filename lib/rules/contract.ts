import { civilCode } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import {
  CONTRACT_YEARS,
  RENEWAL_NOTICE_DAYS,
  RENEWAL_REMINDER_DAYS,
  RENEWAL_SILENCE_DAYS,
} from "./parameters/contract";
import { addDays, lastDayOfYears, type PlainDate } from "./plain-date";

const REPLIES = ["agreed", "declined"] as const;
export type RenewalReply = (typeof REPLIES)[number];

/**
 * Whether a contract's period is within the three years that the law allows.
 * Input: `startsOn`, `endsOn` (both belong to the period). Output: `ok`, `lastPossibleEnd` (the day before the third
 * anniversary; from 29 February it is 28 February).
 * Errors: `invalid_date`, `out_of_range` (`endsOn` before `startsOn`), `missing_field`, `no_parameter`.
 * Governing day: `startsOn`. Source: CR §10; 民法第121條. National.
 */
export function contractPeriod(
  rules: Rules,
  input: { startsOn: string; endsOn: string },
): Outcome<{ ok: boolean; lastPossibleEnd: PlainDate }> {
  const reader = new InputReader(input);
  const startsOn = reader.date("startsOn");
  const endsOn = reader.date("endsOn");
  if (reader.readable("startsOn", "endsOn") && endsOn < startsOn) {
    reader.fail("out_of_range", "endsOn", "特約終日不可早於始日");
  }
  reader.finish();
  const reasoning = new Reasoning();
  const years = reasoning.use(CONTRACT_YEARS, rules, startsOn);
  reasoning.cite(civilCode("第121條第2項"));
  const lastPossibleEnd = lastDayOfYears(startsOn, years);
  reasoning.step("period", `自 ${startsOn} 起以 ${years} 年為限，至遲 ${lastPossibleEnd} 屆滿`, { years });
  return reasoning.outcome({ ok: endsOn <= lastPossibleEnd, lastPossibleEnd });
}

export type RenewalState =
  | "not_due"
  | "notice_due_soon"
  | "notice_overdue"
  | "awaiting_reply"
  | "agreed"
  | "declined"
  | "deemed_declined"
  | "ended";

export const RENEWAL_STATE_LABELS: Readonly<Record<RenewalState, string>> = {
  not_due: "尚未到通知續約時",
  notice_due_soon: "即將應通知續約",
  notice_overdue: "逾期未通知續約",
  awaiting_reply: "已通知，待回覆",
  agreed: "同意續約",
  declined: "不同意續約",
  deemed_declined: "視為不同意續約",
  ended: "特約期間已屆滿",
};

export interface RenewalInput {
  endsOn: string;
  asOf: string;
  noticeSentOn?: string | null;
  repliedOn?: string | null;
  reply?: RenewalReply | null;
}

export interface Renewal {
  noticeDueOn: PlainDate;
  silenceOn: PlainDate;
  state: RenewalState;
}

interface ReadRenewal {
  readonly endsOn: PlainDate;
  readonly asOf: PlainDate;
  readonly noticeSentOn: PlainDate | undefined;
  readonly repliedOn: PlainDate | undefined;
  readonly reply: RenewalReply | undefined;
}

function readRenewal(reader: InputReader): ReadRenewal {
  const endsOn = reader.date("endsOn");
  const asOf = reader.date("asOf");
  const noticeSentOn = reader.optionalDate("noticeSentOn");
  const repliedOn = reader.optionalDate("repliedOn");
  const reply = reader.optionalChoice("reply", REPLIES);
  for (const [field, day] of Object.entries({ noticeSentOn, repliedOn })) {
    if (reader.readable("asOf") && day !== undefined && day > asOf) {
      reader.fail("out_of_range", field, `${field} 不可晚於基準日`);
    }
  }
  const [hasDay, hasReply] = ["repliedOn", "reply"].map((field) => reader.raw(field) !== undefined);
  if (hasDay && !hasReply) reader.fail("missing_field", "reply", "缺少 reply");
  if (hasReply && !hasDay) reader.fail("missing_field", "repliedOn", "缺少 repliedOn");
  reader.finish();
  return { endsOn, asOf, noticeSentOn, repliedOn, reply };
}

function stateOf(
  renewal: ReadRenewal,
  noticeDueOn: PlainDate,
  silenceOn: PlainDate,
  remindFrom: PlainDate,
): RenewalState {
  const { asOf, endsOn, noticeSentOn, repliedOn, reply } = renewal;
  if (reply === "agreed" && repliedOn !== undefined && repliedOn <= silenceOn) return "agreed";
  if (asOf > endsOn) return "ended";
  if (reply === "declined" && repliedOn !== undefined && repliedOn <= silenceOn) return "declined";
  if (asOf > silenceOn) return "deemed_declined";
  if (noticeSentOn !== undefined) return "awaiting_reply";
  if (asOf > noticeDueOn) return "notice_overdue";
  return asOf >= remindFrom ? "notice_due_soon" : "not_due";
}

/**
 * How the renewal of a contract stands. Both limits are counted backwards from the end, never shortened or rolled.
 * Input: `endsOn`, `asOf`, `noticeSentOn?`, `repliedOn?` with `reply?` (`agreed`, `declined`).
 * Output: `noticeDueOn` (90 days before the end), `silenceOn` (30 days before the end: the last day to agree), `state`.
 * Errors: `invalid_date`, `out_of_range` (a notice or reply after `asOf`), `missing_field` (a reply without its day or
 * the other way round), `no_parameter`. Governing day: `endsOn`. Source: CR §11 ¶1. National.
 */
export function contractRenewal(rules: Rules, input: RenewalInput): Outcome<Renewal> {
  const renewal = readRenewal(new InputReader(input));
  const { endsOn } = renewal;
  const reasoning = new Reasoning();
  const noticeDays = reasoning.use(RENEWAL_NOTICE_DAYS, rules, endsOn);
  const silenceDays = reasoning.use(RENEWAL_SILENCE_DAYS, rules, endsOn);
  const reminderDays = reasoning.use(RENEWAL_REMINDER_DAYS, rules, endsOn);
  const noticeDueOn = addDays(endsOn, -noticeDays);
  const silenceOn = addDays(endsOn, -silenceDays);
  const state = stateOf(renewal, noticeDueOn, silenceOn, addDays(noticeDueOn, -reminderDays));
  reasoning.step("notice", `屆滿 ${noticeDays} 日前（${noticeDueOn}）通知續約`, { noticeDueOn });
  reasoning.step("silence", `屆滿 ${silenceDays} 日前（${silenceOn}）未同意，視為不同意續約`, { silenceOn });
  reasoning.step("state", RENEWAL_STATE_LABELS[state], { state });
  return reasoning.outcome({ noticeDueOn, silenceOn, state });
}
