-- What the schema's comments on cases, plans and dispatch promise and Prisma cannot say.

ALTER TABLE case_file
  ADD CONSTRAINT case_need_level CHECK (need_level BETWEEN 1 AND 8),
  ADD CONSTRAINT case_copay_class CHECK (copay_class BETWEEN 1 AND 3),
  ADD CONSTRAINT case_unit_by_status CHECK (
    (status IN ('dispatched', 'assigned', 'in_service') AND a_unit_id IS NOT NULL)
    OR (status IN ('applied', 'not_eligible', 'assessed') AND a_unit_id IS NULL AND manager_id IS NULL)
    OR status = 'closed'
  ),
  ADD CONSTRAINT case_manager_by_status CHECK (status NOT IN ('assigned', 'in_service') OR manager_id IS NOT NULL),
  ADD CONSTRAINT case_manager_needs_unit CHECK (manager_id IS NULL OR a_unit_id IS NOT NULL),
  ADD CONSTRAINT case_closed CHECK ((status = 'closed') = (closed_on IS NOT NULL) AND (closed_on IS NULL) = (close_reason IS NULL));
ALTER TABLE assessment
  ADD CONSTRAINT assessment_levels CHECK (need_level BETWEEN 1 AND 8 AND copay_class BETWEEN 1 AND 3);
CREATE UNIQUE INDEX manager_assignment_standing ON manager_assignment (case_id) WHERE until_on IS NULL;
ALTER TABLE manager_assignment ADD CONSTRAINT manager_assignment_dates CHECK (until_on IS NULL OR until_on >= from_on);

CREATE UNIQUE INDEX care_plan_one_open ON care_plan (case_id) WHERE status IN ('draft', 'submitted', 'returned');
CREATE UNIQUE INDEX care_plan_one_approved ON care_plan (case_id) WHERE status = 'approved';
ALTER TABLE plan_item ADD CONSTRAINT plan_item_amounts CHECK (unit_price >= 0 AND quantity > 0);

CREATE UNIQUE INDEX rotation_one_approved ON rotation
  (jurisdiction_id, coalesce(a_unit_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(zone_id, district_id), service)
  WHERE state = 'approved';
ALTER TABLE rotation
  ADD CONSTRAINT rotation_area CHECK ((zone_id IS NULL) <> (district_id IS NULL)),
  ADD CONSTRAINT rotation_cursor CHECK (cursor >= 0 AND turns >= 0),
  ADD CONSTRAINT rotation_valid CHECK (valid_through IS NULL OR valid_through >= valid_from);
ALTER TABLE rotation_entry ADD CONSTRAINT rotation_entry_paused CHECK (paused = (paused_reason IS NOT NULL));

CREATE UNIQUE INDEX dispatch_one_standing ON dispatch (case_id, service) WHERE state IN ('waiting', 'accepted');
ALTER TABLE dispatch
  ADD CONSTRAINT dispatch_levels CHECK ((from_unit_id IS NULL) = (service = 'case_management')),
  ADD CONSTRAINT dispatch_deviation_reason CHECK (basis <> 'deviation' OR length(trim(reason)) > 0),
  ADD CONSTRAINT dispatch_turn CHECK ((rotation_id IS NULL) = (turn IS NULL)),
  ADD CONSTRAINT dispatch_end_reason CHECK (
    state NOT IN ('taken_back', 'withdrawn') OR length(trim(answer_reason)) > 0
  ),
  ADD CONSTRAINT dispatch_first_service CHECK (first_service_on IS NULL OR first_service_on >= dispatched_on);
ALTER TABLE unit_capacity ADD CONSTRAINT unit_capacity_not_negative CHECK (capacity IS NULL OR capacity >= 0);
ALTER TABLE dispatch_suspension
  ADD CONSTRAINT dispatch_suspension_span CHECK (through_on >= from_on),
  ADD CONSTRAINT dispatch_suspension_lifted CHECK ((lifted_at IS NULL) = (lifted_reason IS NULL));
CREATE UNIQUE INDEX monthly_dispatch_table_one_standing ON monthly_dispatch_table (a_unit_id, month) WHERE state <> 'replaced';
ALTER TABLE monthly_dispatch_table ADD CONSTRAINT monthly_table_first_day CHECK (date_part('day', month) = 1);

ALTER TABLE clock
  ADD CONSTRAINT clock_done CHECK (done_on IS NULL OR done_on >= started_on),
  ADD CONSTRAINT clock_one_end CHECK (done_on IS NULL OR cancelled_on IS NULL),
  ADD CONSTRAINT clock_excuse CHECK (excuse IS NULL OR length(trim(excuse)) > 0);
ALTER TABLE monitoring ADD CONSTRAINT monitoring_month CHECK (month = date_trunc('month', contact_on)::date);

CREATE TABLE monitoring_other PARTITION OF monitoring DEFAULT;

-- Makes the months' partitions of monitoring; called at every start, as the audit's are.
CREATE FUNCTION monitoring_ensure_partitions(first_month date, months int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  month date := date_trunc('month', first_month)::date;
  name text;
BEGIN
  FOR i IN 1..months LOOP
    name := 'monitoring_' || to_char(month, 'YYYY_MM');
    IF to_regclass(name) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF monitoring FOR VALUES FROM (%L) TO (%L)',
        name, month, (month + interval '1 month')::date
      );
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION monitoring_ensure_partitions(date, int) FROM PUBLIC;
