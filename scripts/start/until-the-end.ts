import { setTimeout as pause } from "node:timers/promises";
import { aborted } from "../setup/asked-to-end";
import { done, type Outcome, refused } from "../setup/outcome";
import type { Database, Log } from "./database";
import type { Server } from "./serve";

/** Keeps the product up until it is asked to end, or a part of it ended and cannot be brought back. */
export async function untilTheEnd(server: Server, database: Database, log: Log, asked: AbortSignal) {
  const over = new AbortController();
  const outcome = await Promise.race([
    aborted(asked).then(() => done(null)),
    server.ended.then(() => serverEnded(asked)),
    whenDatabaseIsLost(database, log, over.signal),
  ]);
  over.abort();
  return outcome;
}

/** Ctrl-C in a terminal reaches the web server as well, and it may be the first to leave. */
function serverEnded(asked: AbortSignal): Outcome<null> {
  if (asked.aborted) return done(null);
  return refused(
    "網頁伺服器意外結束,請再執行一次 npm start",
    "the web server ended unexpectedly: run npm start again",
  );
}

/** A killed PostgreSQL is started again at the same place, where the application's connections find it. */
async function whenDatabaseIsLost(database: Database, log: Log, over: AbortSignal): Promise<Outcome<null>> {
  while (!over.aborted) {
    await pause(1000);
    if (over.aborted || !database.embedded || database.embedded.isAlive()) continue;
    log("資料庫意外結束,重新啟動 · PostgreSQL ended unexpectedly, starting it again");
    if (await database.embedded.revive()) continue;
    return refused(
      "資料庫意外結束且無法重新啟動,請再執行一次 npm start",
      "PostgreSQL ended: run npm start again",
    );
  }
  return new Promise<never>(() => undefined);
}
