import pg from "pg";

type Send = (...given: unknown[]) => Promise<unknown>;

/**
 * A connection that begins a query only when the one before it has ended. Prisma reads the relations of an `include` at the
 * same time, which inside a transaction is one connection; pg warns of that today and will refuse it from its next version on.
 */
export class OneQueryAtATime extends pg.Client {
  private before: Promise<unknown> = Promise.resolve();

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as Send;
    const inTurn: Send = (...given) => {
      // The pool's own way to ask, with a callback: one query on a connection that nobody else has.
      if (typeof given.at(-1) === "function") return send(...given);
      const answer = this.before.then(() => send(...given));
      this.before = answer.catch(() => undefined);
      return answer;
    };
    this.query = inTurn as pg.Client["query"];
  }
}
