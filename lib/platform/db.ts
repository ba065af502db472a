import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import type { Actor } from "./actor";
import { settings } from "./env";
import { OneQueryAtATime } from "./query-queue";
import { Refusal, type Refused } from "./result";

/** The database as a feature sees it: inside one transaction that knows who acts. */
export type Tx = Prisma.TransactionClient;

/** What a transaction can know of its caller before there is an actor; the names are those of the policies. */
export interface Caller {
  account?: string | null;
  session?: string | null;
  jurisdiction?: string | null;
  role?: string | null;
  unit?: string | null;
  login?: string | null;
  link?: string | null;
  /** Ids with commas between them. */
  districts?: string | null;
}

// One pool per process; a module reloaded in development finds it again.
const held = globalThis as typeof globalThis & { caretowerPrisma?: PrismaClient };

function client(): PrismaClient {
  held.caretowerPrisma ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: settings().appDatabaseUrl,
      max: 10,
      Client: OneQueryAtATime,
    }),
  });
  return held.caretowerPrisma;
}

/** Closes the pool (scripts and tests). */
export async function disconnect(): Promise<void> {
  await held.caretowerPrisma?.$disconnect();
  held.caretowerPrisma = undefined;
}

/** Adds to what the running transaction says of its caller, for row-level security. Ends with the transaction. */
export async function tellCaller(tx: Tx, caller: Caller): Promise<void> {
  const calls = Object.entries(caller).map(
    ([name, value]) => Prisma.sql`set_config(${`app.${name}`}, ${value ?? ""}, true)`,
  );
  await tx.$queryRaw`SELECT ${Prisma.join(calls)}`;
}

/** How long a transaction waits for a connection, and how long it may take, in milliseconds: late on a busy machine is better than an error. */
const PATIENCE = 30_000;

interface Options {
  /** Milliseconds that the work may take; an import takes longer than a page. */
  timeout?: number;
}

/**
 * One transaction as a caller that is not an actor yet (signing in, opening a link, reading a session).
 * A `Refusal` thrown inside undoes everything and is returned.
 */
export async function withCaller<T>(
  caller: Caller,
  work: (tx: Tx) => Promise<T>,
  options: Options = {},
): Promise<T | Refused> {
  try {
    return await client().$transaction(
      async (tx) => {
        await tellCaller(tx, caller);
        return work(tx);
      },
      { maxWait: PATIENCE, timeout: options.timeout ?? PATIENCE },
    );
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    throw error;
  }
}

/** What row-level security is told of an actor. */
export function callerOf(actor: Actor): Caller {
  return {
    account: actor.accountId,
    session: actor.sessionId,
    jurisdiction: actor.jurisdictionId,
    role: actor.role,
    unit: actor.unitId,
    districts: actor.districtIds.join(","),
  };
}

/**
 * One transaction as an actor: the only way in which features reach the database. A `Refusal` thrown inside
 * undoes everything and is returned as a value; any other error passes through.
 */
export function withActor<T>(
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
  options: Options = {},
): Promise<T | Refused> {
  return withCaller(callerOf(actor), work, options);
}

/** A read as an actor. Reads do not refuse: what the actor may not see is not there. */
export async function readAs<T>(actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> {
  return client().$transaction(
    async (tx) => {
      await tellCaller(tx, callerOf(actor));
      return read(tx);
    },
    { maxWait: PATIENCE, timeout: PATIENCE },
  );
}

/** Whether the database answers. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await client().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

/** Whether an error is PostgreSQL's refusal by the named constraint or index (unique, check, exclusion, foreign key). */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && databaseMessage(error).includes(constraint);
}

function databaseMessage(error: Error): string {
  const meta = error instanceof Prisma.PrismaClientKnownRequestError ? JSON.stringify(error.meta ?? {}) : "";
  const cause = error.cause instanceof Error ? databaseMessage(error.cause) : "";
  return `${error.message} ${meta} ${cause}`;
}
