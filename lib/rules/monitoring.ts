import { civilCode, paymentRegulation } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import { lastDayOfMonthText, type PlainDate } from "./plain-date";

/**
 * By when the monthly follow-up (AA02) of a month must have been done: the last calendar day of that month, also when it
 * is a day off, because the service belongs to the month (assumption: the table says «every month» and names no day).
 * Input `month` (`YYYY-MM`); output `dueOn`. Errors `missing_field`, `invalid_date`. Source: PR table 4, AA02.
 */
export function monitoringDue(input: { month: string }): Outcome<{ dueOn: PlainDate }> {
  const reader = new InputReader(input);
  const text = reader.raw("month");
  const dueOn = typeof text === "string" ? lastDayOfMonthText(text) : undefined;
  if (text === undefined) reader.fail("missing_field", "month", "缺少 month");
  else if (dueOn === undefined) reader.fail("invalid_date", "month", "month 不是有效的月份");
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(paymentRegulation("附表四 AA02"), civilCode("第121條"));
  reasoning.assume("每月照顧管理以當月末日為限，不因放假日順延：給付屬當月，條文未定日期");
  reasoning.step("month_end", `${text} 月之末日`, { month: text });
  return reasoning.outcome({ dueOn: dueOn as PlainDate });
}
