import type { Tx } from "./db";

/**
 * Tells the planner, for the rest of the transaction, that a page of a list is read along an index that lies in memory, by one process.
 * Behind row-level security it may not look into the statistics of most columns; left to guess, it reads and sorts the whole table.
 */
export async function planForPages(tx: Tx): Promise<void> {
  await tx.$queryRaw`
    SELECT set_config('random_page_cost', '1.1', true), set_config('max_parallel_workers_per_gather', '0', true)`;
}
