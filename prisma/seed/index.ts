import pg from "pg";
import { seedChecklists } from "./checklists";
import { type DemoAccount, seedDemo } from "./demo";
import { type FirstAdmin, inviteFirstAdmins } from "./first-admin";
import { seedPlanTables } from "./plan-tables";
import { seedReference } from "./reference";
import { seedRegistry } from "./registry";

interface Options {
  /** The login that owns the tables. What the application itself does runs through `APP_DATABASE_URL`. */
  ownerUrl: string;
  /** Invented people and units in both cities. */
  demo: boolean;
  /** Taichung's public registry; tests that do not need its 1,794 listings leave it out. */
  registry?: boolean;
  log: (line: string) => void;
}

export interface Seeded {
  accounts: DemoAccount[];
  /** One-time links for cities that nobody administers yet; empty with the demo. */
  firstAdmins: FirstAdmin[];
}

/** Months of partitions (audit, monitoring) that are kept ready. */
const PARTITION_MONTHS = 24;

/** Loads what the product needs to begin with. Running it again changes nothing that is there already. */
export async function seed({ ownerUrl, demo, registry = true, log }: Options): Promise<Seeded> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("SELECT audit_ensure_partitions((now() - interval '1 month')::date, $1)", [
      PARTITION_MONTHS,
    ]);
    await owner.query("SELECT monitoring_ensure_partitions((now() - interval '13 months')::date, $1)", [
      PARTITION_MONTHS + 13,
    ]);
    await seedReference(owner);
    await seedChecklists(owner);
    await seedPlanTables(log);
    if (registry) await seedRegistry(log);
    const accounts = await seedDemo(owner, demo, log);
    return { accounts, firstAdmins: registry && !demo ? await inviteFirstAdmins(owner) : [] };
  } finally {
    await owner.end();
  }
}
