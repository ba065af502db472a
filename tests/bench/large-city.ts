import type pg from "pg";
import { withClient } from "@/scripts/postgres/connect";
import { testDatabase } from "../support/database";
import { aCity, type TestCity } from "../support/fixtures";

// A city as large as the largest: what its lists are measured on. Every row is invented and the same at every run.

export const CASES = 60_000;
const A_UNITS = 60;
const B_UNITS = 240;
const MANAGERS_OF_A_UNIT = 10;

/** Lays out the city: cases in every status, their plans, dispatches, clocks, AA02 of three months and referrals. */
export async function largeCity(): Promise<TestCity> {
  const { ownerUrl } = await testDatabase();
  const city = await aCity("taichung");
  await withClient(ownerUrl, async (client) => {
    await client.query("SET synchronous_commit = off");
    await layUnits(client, city);
    for (const sql of [
      DRAWN,
      PEOPLE,
      CASE_FILES,
      PLANS,
      CENTRE_DISPATCHES,
      DISPATCHES,
      CLOCKS,
      CONTACTS,
      OUTWARD,
    ]) {
      await client.query(sql);
    }
    // As after a night: the tables are counted and their pages known to be visible to all.
    await client.query("VACUUM ANALYZE");
  });
  return city;
}

/** The units of the city and those who manage cases; the first of each tier are those whose people the tests have. */
async function layUnits(client: pg.Client, city: TestCity): Promise<void> {
  for (const [tier, count, first] of [
    ["a", A_UNITS, city.aUnit.id],
    ["b", B_UNITS, city.bUnit.id],
  ] as const) {
    await client.query(`CREATE TEMP TABLE units_${tier} (n int PRIMARY KEY, id uuid NOT NULL)`);
    await client.query(`INSERT INTO units_${tier} VALUES (0, '${first}')`);
    await client.query(
      `INSERT INTO units_${tier} SELECT n, gen_random_uuid() FROM generate_series(1, ${count - 1}) n`,
    );
    await client.query(
      `WITH added AS (
         INSERT INTO organisation (id, jurisdiction_id, name, name_folded)
         SELECT id, 'taichung', '示範機構${tier}' || n, '示範機構${tier}' || n FROM units_${tier} WHERE n > 0
       )
       INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
       SELECT id, 'taichung', id, ${district("n")}, '${tier}', upper('${tier}') || lpad(n::text, 5, '0'),
              '示範單位${tier}' || n, '示範單位${tier}' || n, 'as_printed', 'manual'
         FROM units_${tier} WHERE n > 0`,
    );
  }
  await client.query("CREATE TEMP TABLE managers (unit int, n int, id uuid NOT NULL, PRIMARY KEY (unit, n))");
  await client.query(
    `INSERT INTO managers SELECT u, n, gen_random_uuid()
       FROM generate_series(0, ${A_UNITS - 1}) u, generate_series(0, ${MANAGERS_OF_A_UNIT - 1}) n`,
  );
  await client.query(
    `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index, duty,
                        employment, started_on, created_at)
     SELECT m.id, 'taichung', u.id, '示範個管' || m.n, '示範個管' || m.n, '\\x01', decode(md5(m.id::text), 'hex'),
            'case_manager', 'full_time', '2024-01-02', now()
       FROM managers m JOIN units_a u ON u.n = m.unit`,
  );
}

/** One of the 29 districts. */
function district(n: string): string {
  return `'66000' || lpad(((${n}) % 29 + 1)::text, 2, '0') || '0'`;
}

/** A number from 0 that looks drawn and is the same at every run. */
function drawn(of: string, salt: string, below: number): string {
  return `(('x' || substr(md5(${of} || '${salt}'), 1, 7))::bit(28)::int % ${below})`;
}

/** Surnames as often as they are borne, given names of two of forty letters. */
const SURNAMES =
  "陳陳陳陳陳陳陳陳陳陳陳林林林林林林林林黃黃黃黃黃黃張張張張張李李李李李王王王王吳吳吳吳劉劉劉蔡蔡蔡楊楊楊許許許鄭鄭謝謝郭郭洪洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁";
const GIVEN = "玉秀美淑麗素月春金英桂蘭梅菊枝鳳珠雪花香文明正國建志家榮福德財添水木火土生萬進發";

/** What each case is, once: everything below is made of it. In service are 70 of 100, closed 15. */
const DRAWN = `
  CREATE TEMP TABLE drawn AS
  SELECT g.n, gen_random_uuid() AS id, gen_random_uuid() AS client, ${district("g.n")} AS district, s.status::case_status AS status,
         CASE WHEN s.status IN ('dispatched', 'assigned', 'in_service', 'closed') THEN a.id END AS a_unit,
         CASE WHEN s.status IN ('assigned', 'in_service') THEN m.id END AS manager,
         substr('${SURNAMES}', 1 + ${drawn("g.n", "s", SURNAMES.length)}, 1)
           || substr('${GIVEN}', 1 + ${drawn("g.n", "g", GIVEN.length)}, 1)
           || substr('${GIVEN}', 1 + ${drawn("g.n", "h", GIVEN.length)}, 1) AS name,
         CURRENT_DATE - 30 - ${drawn("g.n", "d", 280)} AS applied_on
    FROM generate_series(1, ${CASES}) AS g(n)
    CROSS JOIN LATERAL (SELECT ${drawn("g.n", "x", 100)} AS x) d
    CROSS JOIN LATERAL (
      SELECT CASE WHEN x < 4 THEN 'applied' WHEN x < 6 THEN 'not_eligible' WHEN x < 9 THEN 'assessed' WHEN x < 12 THEN 'dispatched'
                  WHEN x < 15 THEN 'assigned' WHEN x < 85 THEN 'in_service' ELSE 'closed' END AS status
    ) s
    JOIN units_a a ON a.n = g.n % ${A_UNITS}
    JOIN managers m ON m.unit = a.n AND m.n = ${drawn("g.n", "m", MANAGERS_OF_A_UNIT)};
  CREATE UNIQUE INDEX ON drawn (id);
  ANALYZE drawn`;

const PEOPLE = `
  INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on, contact_cipher, created_at)
  SELECT client, 'taichung', decode(md5(n::text) || md5(n::text), 'hex'), decode(md5('id' || n), 'hex'), name, name, 'female',
         '1940-01-01', decode(repeat(md5('c' || n), 12), 'hex'), now()
    FROM drawn`;

const CASE_FILES = `
  INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, need_level, copay_class,
                         last_assessed_on, next_reassessment_on, a_unit_id, manager_id, closed_on, close_reason, created_at)
  SELECT id, 'taichung', client, 'C' || lpad(n::text, 7, '0'), status,
         (ARRAY['walk_in', 'hotline_1966', 'discharge_planning', 'a_unit_outreach']::case_source[])[1 + n % 4], applied_on, district,
         CASE WHEN status = 'applied' THEN NULL WHEN status = 'not_eligible' THEN 1 ELSE 2 + n % 7 END, 1 + n % 3,
         CASE WHEN status <> 'applied' THEN applied_on + 5 END, CASE WHEN status <> 'applied' THEN applied_on + 150 + n % 250 END,
         a_unit, manager, CASE WHEN status = 'closed' THEN applied_on + 25 END,
         CASE WHEN status = 'closed' THEN 'died'::close_reason END, now()
    FROM drawn`;

/** The first plan of every case with a manager, a change for each third: three of a hundred wait for the centre. */
const PLANS = `
  CREATE TEMP TABLE plans AS
  SELECT gen_random_uuid() AS id, d.id AS case_id, d.a_unit, v AS version_no, d.applied_on + 10 + v AS made_on, d.n,
         CASE WHEN d.status = 'assigned' THEN (ARRAY['draft', 'returned', 'submitted'])[1 + d.n % 3]
              WHEN v = 1 AND d.n % 3 = 0 THEN 'superseded' ELSE 'approved' END AS status
    FROM drawn d CROSS JOIN generate_series(1, 2) v
   WHERE d.status IN ('assigned', 'in_service', 'closed') AND (v = 1 OR (d.n % 3 = 0 AND d.status <> 'assigned'));
  INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, visited_on, need_level, copay_class,
                         has_foreign_caregiver, problem_notes, outcome, created_at, submitted_at, decided_at)
  SELECT id, 'taichung', case_id, a_unit, version_no, (CASE WHEN version_no = 1 THEN 'initial' ELSE 'change' END)::plan_kind,
         status::plan_status, made_on, 4, 3, false, '{}', jsonb_build_object('kept', repeat(md5(id::text), 30)), made_on,
         CASE WHEN status <> 'draft' THEN made_on + interval '1 day' + n * interval '1 second' END,
         CASE WHEN status IN ('approved', 'superseded', 'returned') THEN made_on + interval '3 days' END
    FROM plans`;

const DECISION = "jsonb_build_object('kept', repeat(md5(d.id::text), 40))";

const CENTRE_DISPATCHES = `
  INSERT INTO dispatch (id, jurisdiction_id, case_id, to_unit_id, service, basis, decision, state, dispatched_on, dispatched_at, answered_on)
  SELECT gen_random_uuid(), 'taichung', d.id, d.a_unit, 'case_management',
         (ARRAY['client_choice', 'rotation', 'own_development', 'continuation']::dispatch_basis[])[1 + d.n % 4], ${DECISION},
         (CASE d.status WHEN 'dispatched' THEN 'waiting' WHEN 'closed' THEN 'ended' ELSE 'accepted' END)::dispatch_state,
         d.applied_on + 7, d.applied_on + 7 + d.n * interval '1 second', d.applied_on + 8
    FROM drawn d WHERE d.a_unit IS NOT NULL`;

/** Home care for every case with a plan, a second service for each second, and one decline before for each fifth. */
const DISPATCHES = `
  CREATE TEMP TABLE sent AS
  SELECT gen_random_uuid() AS id, d.n, d.id AS case_id, d.a_unit, d.status, b.id AS b_unit, k,
         (CASE WHEN k <> 2 THEN 'home_care' ELSE (ARRAY['day_care', 'transport', 'respite', 'professional'])[1 + d.n / 2 % 4] END)::service AS service,
         CASE WHEN k = 3 THEN 'declined' WHEN d.status = 'closed' THEN 'ended'
              WHEN d.n % 20 = 0 THEN 'waiting' ELSE 'accepted' END AS state,
         d.applied_on + 14 + k AS day
    FROM drawn d CROSS JOIN generate_series(1, 3) k
    JOIN units_b b ON b.n = (d.n * k + k) % ${B_UNITS}
   WHERE d.status IN ('in_service', 'closed') AND (k = 1 OR (k = 2 AND d.n % 2 = 0) OR (k = 3 AND d.n % 5 = 0));
  INSERT INTO dispatch (id, jurisdiction_id, case_id, from_unit_id, to_unit_id, service, basis, reason, decision, state, dispatched_on,
                        dispatched_at, answered_on, answer_reason, first_service_on)
  SELECT id, 'taichung', case_id, a_unit, b_unit, service,
         (ARRAY['client_choice', 'rotation', 'rotation', 'deviation']::dispatch_basis[])[1 + n % 4], '示範理由', ${DECISION},
         state::dispatch_state, day, day + n * interval '1 second', CASE WHEN state <> 'waiting' THEN day + 1 END,
         CASE WHEN state = 'declined' THEN '示範婉拒' END,
         CASE WHEN state IN ('accepted', 'ended') AND n % 10 > 0 THEN day + 5 END
    FROM sent d`;

const OUTCOME = "jsonb_build_object('kept', repeat(md5(x.case_id::text), 15))";

/** The limits that the lists show: of the plan, of the first service, of AA02 of the month, of the reassessment. */
const CLOCKS = `
  INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, done_on, outcome)
  SELECT gen_random_uuid(), 'taichung', x.kind::clock_kind, x.case_id, x.unit, x.subject, x.began, x.began + 12,
         CASE WHEN x.done THEN x.began + 6 END, ${OUTCOME}
    FROM (
      SELECT 'plan' AS kind, id AS case_id, a_unit AS unit, id::text AS subject, applied_on + 7 AS began,
             status IN ('in_service', 'closed') AS done FROM drawn WHERE a_unit IS NOT NULL
      UNION ALL
      SELECT 'first_service', case_id, b_unit, id::text, day, state <> 'waiting' FROM sent WHERE state <> 'declined'
      UNION ALL
      SELECT 'monitoring', id, a_unit, id || '/' || to_char(CURRENT_DATE, 'YYYY-MM'), date_trunc('month', CURRENT_DATE)::date, n % 2 = 0
        FROM drawn WHERE status = 'in_service'
      UNION ALL
      SELECT 'reassessment', id, NULL, 'r' || id, applied_on + 5, status = 'closed' FROM drawn WHERE status <> 'applied'
    ) x`;

/** AA02: both months before for every case in service, this month's for each second. */
const CONTACTS = `
  INSERT INTO monitoring (id, jurisdiction_id, case_id, a_unit_id, staff_id, month, contact_on, contact_kind, usage, created_at)
  SELECT gen_random_uuid(), 'taichung', d.id, d.a_unit, d.manager, m, m + d.n % 20, 'phone', '[]', now()
    FROM drawn d
    CROSS JOIN LATERAL (
      SELECT (date_trunc('month', CURRENT_DATE) - back * interval '1 month')::date AS m, back FROM generate_series(0, 2) back
    ) months
   WHERE d.status = 'in_service' AND (back > 0 OR d.n % 2 = 0)`;

/** A referral to another resource for each sixth case in service; of half of them the result is known. */
const OUTWARD = `
  INSERT INTO outward_referral (id, jurisdiction_id, case_id, kind, referred_on, receiver, followed_up_on, result, created_at)
  SELECT gen_random_uuid(), 'taichung', id, (ARRAY['violence', 'medical', 'c_station', 'dementia_centre']::outward_referral_kind[])[1 + n % 4],
         CURRENT_DATE - n % 300, '示範單位' || n % 50, CASE WHEN n % 12 = 0 THEN CURRENT_DATE - n % 100 END,
         CASE WHEN n % 12 = 0 THEN '已轉介' END, now()
    FROM drawn WHERE status = 'in_service' AND n % 6 = 0`;
