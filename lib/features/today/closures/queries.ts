import { closuresAhead } from "../../registry/closures/queries";
import { CLOSURES_AHEAD_DAYS, SHOWN_OF_QUEUE } from "../labels";
import type { Queue, QueueProvider } from "../types";

/** Closures that lie ahead: they move everybody's deadlines. */
export const closureQueue: QueueProvider = async (actor, today): Promise<Queue> => {
  const ahead = await closuresAhead(actor, today, CLOSURES_AHEAD_DAYS);
  const href = `/closures?year=${today.slice(0, 4)}`;
  return {
    key: "closures",
    title: "停班日",
    about: `今日起 ${CLOSURES_AHEAD_DAYS} 日內，本府登錄的停班日；期限末日逢停班順延。`,
    total: ahead.length,
    href,
    empty: `${CLOSURES_AHEAD_DAYS} 日內沒有登錄停班日。`,
    items: ahead.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      href: `/closures?year=${row.closedOn.slice(0, 4)}`,
      title: row.reason,
      detail: "本日不計入工作天，期限末日順延至次一上班日。",
      dueOn: row.closedOn,
      urgency: "open",
      state: row.closedOn === today ? "今日停班" : "將停班",
      why: null,
    })),
  };
};
