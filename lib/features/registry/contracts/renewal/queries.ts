import { contractRenewal } from "@/lib/rules/contract";
import { RuleError } from "@/lib/rules/errors";
import { noParameter, type Parameter, valueOn } from "@/lib/rules/parameter";
import {
  RENEWAL_NOTICE_DAYS,
  RENEWAL_REMINDER_DAYS,
  RENEWAL_SILENCE_DAYS,
} from "@/lib/rules/parameters/contract";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import { rulesOf } from "../../closures/queries";
import type { ContractRow, RenewalStanding } from "../types";

/** Asks the rule how the renewal of a contract stands on a day. A contract that is closed early has none. */
export function renewalOf(jurisdictionId: string, row: ContractRow, asOf: PlainDate): RenewalStanding {
  if (row.closedOn) return { kind: "closed" };
  try {
    const outcome = contractRenewal(rulesOf(jurisdictionId), {
      endsOn: row.endsOn,
      asOf,
      noticeSentOn: row.renewalNoticeOn,
      repliedOn: row.renewalReplyOn,
      reply: row.renewalReply,
    });
    return { kind: "renewal", outcome };
  } catch (error) {
    if (error instanceof RuleError) return { kind: "no_rule", message: error.message };
    throw error;
  }
}

/** The ends of contracts between which a renewal is in a state on a day: the rule's limits as a query needs them. */
export interface RenewalWindow {
  /** Contracts that end earlier than this have missed the notice. */
  noticeDueForEndOn: PlainDate;
  /** Contracts that end up to this day are put up for a notice. */
  remindForEndOn: PlainDate;
  /** Contracts that end earlier than this count as declined by silence. */
  silentForEndOn: PlainDate;
}

/** The rule's limits in force, turned round: from today to the ends of contracts. */
export function renewalWindow(jurisdictionId: string, asOf: PlainDate): RenewalWindow {
  const days = (parameter: Parameter<number>) => daysInForce(jurisdictionId, parameter, asOf);
  const notice = days(RENEWAL_NOTICE_DAYS);
  return {
    noticeDueForEndOn: addDays(asOf, notice),
    remindForEndOn: addDays(asOf, notice + days(RENEWAL_REMINDER_DAYS)),
    silentForEndOn: addDays(asOf, days(RENEWAL_SILENCE_DAYS)),
  };
}

function daysInForce(jurisdictionId: string, parameter: Parameter<number>, asOf: PlainDate): number {
  const rules = rulesOf(jurisdictionId);
  const entry = valueOn(parameter, rules, asOf);
  if (!entry) throw noParameter(parameter, rules, asOf);
  return entry.value;
}
