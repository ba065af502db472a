import type pg from "pg";
import type { Actor } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

/** The demo's people of one city, as the actors that the services know. */
export interface DemoActors {
  officer: Actor;
  specialist: Actor;
  supervisor: Actor;
  manager: Actor;
  caseManager: Actor;
  /** Somebody of any demo unit, by its code. */
  ofUnit: (code: string, role: Role) => Actor;
  unitId: (code: string) => string;
  /** The code of a demo unit. */
  codeOf: (unitId: string) => string;
  /** A case manager of a demo unit, by name. */
  staffId: (name: string) => string;
}

interface AccountRow {
  id: string;
  login: string;
  name: string;
  role: Role;
  unit_id: string | null;
  districts: string[];
}

/** Reads them as the owner: nobody is signed in while the demo is loaded. */
export async function demoActors(owner: pg.Client, jurisdictionId: string): Promise<DemoActors> {
  const { rows: accounts } = await owner.query<AccountRow>(
    `SELECT a.id, a.login, a.name, a.role, a.unit_id,
            coalesce((SELECT array_agg(district_id) FROM account_district d WHERE d.account_id = a.id), '{}') AS districts
       FROM account a WHERE a.jurisdiction_id = $1`,
    [jurisdictionId],
  );
  const { rows: units } = await owner.query<{ id: string; code: string }>(
    "SELECT id, code FROM unit WHERE jurisdiction_id = $1 AND source = 'demo'",
    [jurisdictionId],
  );
  const unitId = (code: string) => found(units.find((unit) => unit.code === code)?.id, code);
  const { rows: staff } = await owner.query<{ id: string; name: string }>(
    "SELECT id, name FROM staff WHERE unit_id = ANY($1) AND duty = 'case_manager'",
    [units.map((unit) => unit.id)],
  );
  const byLogin = (login: string): Actor => {
    const row = found(
      accounts.find((account) => account.login === `${login}@${jurisdictionId}`),
      login,
    );
    return actor(jurisdictionId, row.role, row.name, row.unit_id, {
      accountId: row.id,
      districtIds: row.districts,
    });
  };
  const manager = byLogin("manager");
  return {
    officer: byLogin("officer"),
    specialist: byLogin("specialist"),
    supervisor: byLogin("supervisor"),
    manager,
    caseManager: byLogin("case"),
    // The first A unit's manager has an account of the demo; the people of the other units only act in it.
    ofUnit: (code, role) =>
      code === "AD01" && role === "a_unit_manager"
        ? manager
        : actor(jurisdictionId, role, "示範·單位人員", unitId(code)),
    unitId,
    codeOf: (id) => found(units.find((unit) => unit.id === id)?.code, id),
    staffId: (name) => found(staff.find((person) => person.name === name)?.id, name),
  };
}

function actor(
  jurisdictionId: string,
  role: Role,
  name: string,
  unitId: string | null,
  more: Partial<Actor> = {},
): Actor {
  return { accountId: null, sessionId: null, name, role, jurisdictionId, unitId, districtIds: [], ...more };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the demo has no ${what}`);
  return value;
}
