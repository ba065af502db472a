import type { DemoAccount } from "@/prisma/seed/demo";
import { clone, testServer } from "@/tests/support/database";
import { atDatabase } from "../postgres/connect";
import { loadData } from "../setup/seed";
import { TEST_KEYS } from "./keys";

export type EndToEndData = { ownerUrl: string; appUrl: string; accounts: DemoAccount[] };

/** A clone of the template with the demo in it; named after the run, so that the next one clears it away. */
const name = `caretower_t_${process.ppid}_e2e`;
const server = testServer();
await clone(server, name);
const ownerUrl = atDatabase(server.ownerUrl, name);
const appUrl = atDatabase(server.appUrl, name);
Object.assign(process.env, TEST_KEYS, { APP_DATABASE_URL: appUrl });
const { accounts } = await loadData({ ownerUrl, demo: true, log: (line) => console.error(line) });
const data: EndToEndData = { ownerUrl, appUrl, accounts };
console.log(JSON.stringify(data));
process.exit(0);
