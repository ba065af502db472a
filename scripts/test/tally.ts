/** How a check went. */
export type Tally = { name: string; passed: number; failed: number };

export const onePassed = (name: string): Tally => ({ name, passed: 1, failed: 0 });
export const oneFailed = (name: string): Tally => ({ name, passed: 0, failed: 1 });

/** A program that ended badly without naming a failure has failed all the same. */
export function withExitCode(tally: Tally, code: number | null): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

export function total(tallies: Tally[]): Tally {
  const sum = (key: "passed" | "failed") => tallies.reduce((all, each) => all + each[key], 0);
  return { name: "", passed: sum("passed"), failed: sum("failed") };
}
