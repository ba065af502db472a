import { dayOfMonth, daysSince } from "./days";
import { type DemoCase, MEALS } from "./people";
import type { To } from "./referring";

// People whose services were given in one month, so that the months' tables have something to tell.

const chosen = (unit: string): To => ({ basis: "client_choice", unit });
const turn: To = { basis: "rotation" };

/** Somebody in service whose home care was given on a day of the month so many months back. */
function servedIn(
  [monthsBack, day]: readonly [number, number],
  name: string,
  to: To,
  more: Partial<DemoCase> = {},
): DemoCase {
  return {
    ...{ name: `示範·${name}`, sex: "female", bornOn: "1941-04-18", source: "hotline_1966" },
    // The walk gives the services on the seventh day.
    ...{ days: daysSince(dayOfMonth(monthsBack, day)) + 7, stage: "in_service" },
    ...{ needLevel: 4, problems: MEALS, plan: "meals", given: { home_care: to } },
    ...more,
  };
}

const toSecond = { basis: "client_choice", to: "AD02" } as const;

/** The longest ago first. */
export function casesOfMonths(): DemoCase[] {
  return [
    servedIn([3, 9], "丁香", chosen("BD01")),
    servedIn([2, 5], "卜算", chosen("BD01")),
    servedIn([2, 8], "巫山", turn),
    servedIn([2, 11], "臨江", {
      ...{ basis: "deviation", unit: "BD01", reason: "案家要求女性照服員，輪到之單位無人力" },
    }),
    servedIn([2, 16], "漁歌", chosen("BD05"), { sex: "male", told: "in_person" }),
    servedIn([2, 20], "採桑", turn),
    servedIn([2, 12], "點絳", turn, toSecond),
    servedIn([1, 6], "浣溪", chosen("BD04"), { ...toSecond, told: "phone" }),
    servedIn([1, 9], "減蘭", chosen("BD04"), { ...toSecond, sex: "male", told: "message" }),
    servedIn([1, 13], "清平", chosen("BD04"), { ...toSecond, told: "letter" }),
    servedIn([1, 17], "憶秦", turn, { ...toSecond, called: true }),
  ];
}
