import type pg from "pg";
import { v7 as uuid } from "uuid";
import { newLinkSecret } from "@/lib/platform/secrets";

/** The one-time link with which a city's first administrator sets a password. */
export interface FirstAdmin {
  city: string;
  login: string;
  path: string;
}

const LINK_HOURS = 72;

/**
 * A city without an administrator cannot make accounts. Each gets an invited one, and a fresh link at every start
 * until somebody has used it; older links are voided. The administrator then enters the real name.
 */
export async function inviteFirstAdmins(owner: pg.Client): Promise<FirstAdmin[]> {
  const { rows } = await owner.query<{ id: string; name: string }>(
    `SELECT id, name FROM jurisdiction j
      WHERE NOT EXISTS (
        SELECT FROM account a WHERE a.jurisdiction_id = j.id AND a.role = 'bureau_admin' AND a.state = 'active'
      ) ORDER BY id`,
  );
  const invited: FirstAdmin[] = [];
  for (const city of rows) invited.push(await inviteFirstAdmin(owner, city));
  return invited;
}

async function inviteFirstAdmin(owner: pg.Client, city: { id: string; name: string }): Promise<FirstAdmin> {
  const login = `first.admin@${city.id}`;
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO account (id, jurisdiction_id, login, name, name_folded, role, state, created_at)
     VALUES ($1, $2, $3, '首任管理者', '首任管理者', 'bureau_admin', 'invited', now())
     ON CONFLICT (login) DO UPDATE SET state = 'invited', closed_at = NULL, closed_reason = NULL RETURNING id`,
    [uuid(), city.id, login],
  );
  const accountId = rows[0]?.id;
  const { secret, secretHash } = newLinkSecret();
  await owner.query("UPDATE password_link SET expires_at = now() WHERE account_id = $1 AND used_at IS NULL", [
    accountId,
  ]);
  await owner.query(
    `INSERT INTO password_link (id, account_id, secret_hash, created_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + make_interval(hours => $4))`,
    [uuid(), accountId, secretHash, LINK_HOURS],
  );
  return { city: city.name, login, path: `/set-password/${secret}` };
}
