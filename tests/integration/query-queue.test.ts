import { beforeAll, describe, expect, it } from "vitest";
import { withActor } from "@/lib/platform/db";
import { aCase, type TestCase } from "../support/cases";
import { aCity, type TestCity } from "../support/fixtures";

let city: TestCity;
let row: TestCase;

beforeAll(async () => {
  city = await aCity("taichung");
  row = await aCase(city).inService(city.aUnit);
});

/** What Node warned of while `work` ran; warnings are handed out after the tick in which they arise. */
async function warningsOf(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  const listen = (warning: Error) => heard.push(warning.message);
  process.on("warning", listen);
  try {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("warning", listen);
  }
  return heard;
}

describe("A transaction", () => {
  it("asks one query at a time of its connection, also for several relations of a row at once", async () => {
    const supervisor = city.actors.care_supervisor;
    let read: unknown;
    const heard = await warningsOf(async () => {
      read = await withActor(supervisor, (tx) =>
        tx.caseFile.findFirst({
          where: { id: row.id },
          select: {
            client: { select: { name: true } },
            district: { select: { name: true } },
            aUnit: { select: { id: true } },
            manager: { select: { id: true } },
            plans: { select: { status: true, items: { select: { code: true } } } },
          },
        }),
      );
    });
    expect(heard).toEqual([]);
    expect(read).toMatchObject({ client: { name: row.name }, aUnit: { id: city.aUnit.id } });
    expect(read).toMatchObject({ plans: [{ status: "approved", items: [{ code: "BA01" }] }] });
  });

  it("answers the next query after one that failed", async () => {
    const supervisor = city.actors.care_supervisor;
    const failed = withActor(supervisor, (tx) => tx.$queryRaw`SELECT no_such_column FROM unit`);
    await expect(failed).rejects.toThrow("no_such_column");
    expect(await withActor(supervisor, (tx) => tx.caseFile.count({ where: { id: row.id } }))).toBe(1);
  });
});
