import { listCases } from "@/lib/features/cases/list/queries";
import { caseListParams } from "@/lib/features/cases/list/schema";
import type { Actor } from "@/lib/platform/actor";
import { disconnect } from "@/lib/platform/db";
import { testDatabase } from "../support/database";
import { aCity, ownerSql } from "../support/fixtures";

// A page of the list of cases in a city with 60,000 of them: server time through the same query as the page, median of the runs.

const CASES = 60_000;
const RUNS = 15;

await testDatabase();
const city = await aCity("taichung");
await ownerSql(
  `WITH person AS (
     INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on, contact_cipher, created_at)
     SELECT gen_random_uuid(), 'taichung', '\\x01', decode(md5(n::text), 'hex'), '示範甲' || n, '示範甲' || n, 'female', '1940-01-01', '\\x01', now()
       FROM generate_series(1, $1) n RETURNING id, name
   )
   INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, need_level, copay_class, created_at)
   SELECT gen_random_uuid(), 'taichung', id, 'C' || substr(name, 4), 'assessed', 'walk_in',
          DATE '2024-01-01' + (substr(name, 4)::int % 900), '66000' || lpad((((substr(name, 4)::int % 29) + 1) * 10)::text, 3, '0'),
          2 + substr(name, 4)::int % 7, 3, now()
     FROM person`,
  [CASES],
);
await ownerSql("ANALYZE client");
await ownerSql("ANALYZE case_file");

const districts = ["66000060", "66000070"];
const specialist: Actor = { ...city.actors.care_specialist, districtIds: districts };
const views: [string, Actor, Record<string, string>][] = [
  ["supervisor, first page", city.actors.care_supervisor, {}],
  ["supervisor, page 1,000", city.actors.care_supervisor, { page: "1000" }],
  ["supervisor, by name", city.actors.care_supervisor, { sort: "name", dir: "asc" }],
  ["supervisor, part of a name", city.actors.care_supervisor, { q: "甲599" }],
  ["supervisor, level 8 of one district", city.actors.care_supervisor, { level: "8", district: "66000060" }],
  ["specialist of two districts", specialist, {}],
];

let first: number | undefined;
for (const [name, actor, query] of views) {
  const params = caseListParams(query);
  const { total } = await listCases(actor, params);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await listCases(actor, params);
    times.push(performance.now() - began);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
  first ??= median;
  const ratio = (median / first).toFixed(2);
  console.log(
    `${name}: ${median.toFixed(1)} ms (${ratio} × first page), ${total} of ${CASES} cases, ${RUNS} runs`,
  );
}
await disconnect();
process.exit(0);
