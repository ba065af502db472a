import { type Clock, systemClock } from "@/lib/platform/clock";
import { tellCaller, withCaller } from "@/lib/platform/db";
import { hashLinkSecret } from "@/lib/platform/secrets";
import type { LinkState } from "./types";

/** What the link with this secret is good for. Looking uses nothing up. */
export async function readLink(secret: string, clock: Clock = systemClock): Promise<LinkState> {
  const secretHash = hashLinkSecret(secret);
  const found = await withCaller<LinkState>({ link: Buffer.from(secretHash).toString("hex") }, async (tx) => {
    const link = await tx.passwordLink.findUnique({ where: { secretHash } });
    if (!link) return { state: "unknown" };
    if (link.usedAt) return { state: "used" };
    if (link.expiresAt <= clock.now()) return { state: "expired" };
    await tellCaller(tx, { account: link.accountId });
    const account = await tx.account.findUnique({ where: { id: link.accountId } });
    if (!account || account.state === "closed") return { state: "expired" };
    const { name, login } = account;
    return { state: "open", name, login, expiresAt: link.expiresAt, isFirst: account.passwordHash === null };
  });
  return "state" in found ? found : { state: "unknown" };
}
