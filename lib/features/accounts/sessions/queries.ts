import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { settings } from "@/lib/platform/env";
import type { OpenSession } from "./types";

const MINUTE = 60_000;

/** The actor's own sessions that still hold, the latest first. */
export async function ownSessions(actor: Actor, clock: Clock = systemClock): Promise<OpenSession[]> {
  const { accountId } = actor;
  if (!accountId) return [];
  const now = clock.now().getTime();
  const { idleMinutes, absoluteHours } = settings();
  const rows = await readAs(actor, async (tx) => {
    const { version } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    return tx.session.findMany({
      where: {
        accountId,
        endedAt: null,
        accountVersion: version,
        lastSeenAt: { gte: new Date(now - idleMinutes * MINUTE) },
        startedAt: { gte: new Date(now - absoluteHours * 60 * MINUTE) },
      },
      orderBy: { startedAt: "desc" },
    });
  });
  return rows.map(({ id, startedAt, lastSeenAt }) => ({
    id,
    startedAt,
    lastSeenAt,
    isPresent: id === actor.sessionId,
  }));
}
