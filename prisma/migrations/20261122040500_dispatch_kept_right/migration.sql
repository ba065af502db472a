-- What was recorded wrongly is put right with the old value kept; what an order cannot decide is laid before the centre; what
-- a unit without an account says is recorded by whoever heard it; what a closure moved can be told one by one.

ALTER TYPE rotation_state ADD VALUE 'discarded';
CREATE TYPE answer_channel AS ENUM ('phone', 'message', 'letter', 'in_person');
CREATE TYPE exhaustion_state AS ENUM ('waiting', 'answered', 'settled');

ALTER TABLE case_file ADD COLUMN source_unit_id uuid;
ALTER TABLE case_file
  ADD CONSTRAINT case_file_jurisdiction_id_source_unit_id_fkey FOREIGN KEY (jurisdiction_id, source_unit_id)
    REFERENCES unit (jurisdiction_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT case_source_unit CHECK (source_unit_id IS NULL OR source = 'a_unit_outreach');

ALTER TABLE dispatch ADD COLUMN told_by text, ADD COLUMN told_how answer_channel;
ALTER TABLE dispatch ADD CONSTRAINT dispatch_told CHECK ((told_by IS NULL) = (told_how IS NULL));

-- Whether anybody of a unit could answer for it. As the owner: whoever refers to a unit may not read its accounts.
CREATE FUNCTION app_unit_has_account(of_unit uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM account a
     WHERE a.jurisdiction_id = app_jurisdiction() AND a.unit_id = of_unit AND a.role = 'b_unit_staff' AND a.state = 'active'
  )
$$;
-- The earliest first service among those of the same A unit for the case: where one limit runs for all of them, this ends it. As
-- the owner: a B unit does not see what the others do.
CREATE FUNCTION app_earliest_service(of_dispatch uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT min(other.first_service_on) FROM dispatch own
    JOIN dispatch other ON other.case_id = own.case_id AND other.from_unit_id = own.from_unit_id
   WHERE own.id = of_dispatch AND own.jurisdiction_id = app_jurisdiction() AND own.from_unit_id IS NOT NULL
     AND other.state IN ('accepted', 'ended')
$$;

CREATE TABLE first_service_correction (
  id uuid NOT NULL PRIMARY KEY,
  jurisdiction_id text NOT NULL,
  dispatch_id uuid NOT NULL,
  before_on date NOT NULL,
  after_on date NOT NULL,
  reason text NOT NULL,
  corrected_at timestamptz(3) NOT NULL,
  corrected_by_id uuid,
  corrected_by_name text NOT NULL,
  CONSTRAINT first_service_correction_jurisdiction_id_dispatch_id_fkey FOREIGN KEY (jurisdiction_id, dispatch_id)
    REFERENCES dispatch (jurisdiction_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT first_service_correction_reason CHECK (length(trim(reason)) > 0 AND before_on <> after_on)
);
CREATE INDEX first_service_correction_jurisdiction_id_dispatch_id_idx ON first_service_correction (jurisdiction_id, dispatch_id);
GRANT SELECT, INSERT ON first_service_correction TO caretower_role;
ALTER TABLE first_service_correction ENABLE ROW LEVEL SECURITY;
-- Seen with its dispatch, whose own policy applies inside.
CREATE POLICY with_dispatch ON first_service_correction FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM dispatch d WHERE d.id = dispatch_id)
);
CREATE POLICY add ON first_service_correction FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND EXISTS (
    SELECT FROM dispatch d
     WHERE d.id = dispatch_id AND d.from_unit_id IS NOT NULL AND d.state = 'accepted'
       AND (
         (app_role() = 'b_unit_staff' AND d.to_unit_id = app_unit())
         OR (app_is_a_unit() AND d.from_unit_id = app_unit())
         OR app_is_centre()
       )
  )
);

CREATE TABLE rotation_exhaustion (
  id uuid NOT NULL PRIMARY KEY,
  jurisdiction_id text NOT NULL,
  case_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  a_unit_id uuid NOT NULL,
  service service NOT NULL,
  state exhaustion_state NOT NULL,
  decision jsonb NOT NULL,
  raised_on date NOT NULL,
  raised_at timestamptz(3) NOT NULL,
  raised_by_id uuid,
  raised_by_name text NOT NULL,
  answer text,
  answered_at timestamptz(3),
  answered_by_id uuid,
  answered_by_name text,
  dispatch_id uuid,
  CONSTRAINT rotation_exhaustion_jurisdiction_id_case_id_fkey FOREIGN KEY (jurisdiction_id, case_id)
    REFERENCES case_file (jurisdiction_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT rotation_exhaustion_jurisdiction_id_plan_id_fkey FOREIGN KEY (jurisdiction_id, plan_id)
    REFERENCES care_plan (jurisdiction_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT rotation_exhaustion_jurisdiction_id_a_unit_id_fkey FOREIGN KEY (jurisdiction_id, a_unit_id)
    REFERENCES unit (jurisdiction_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT rotation_exhaustion_answered CHECK (state <> 'answered' OR (length(trim(answer)) > 0 AND answered_at IS NOT NULL)),
  CONSTRAINT rotation_exhaustion_settled CHECK (state <> 'settled' OR dispatch_id IS NOT NULL)
);
CREATE UNIQUE INDEX rotation_exhaustion_one_waiting ON rotation_exhaustion (plan_id, service) WHERE state = 'waiting';
CREATE INDEX rotation_exhaustion_jurisdiction_id_state_raised_at_idx ON rotation_exhaustion (jurisdiction_id, state, raised_at);
CREATE INDEX rotation_exhaustion_jurisdiction_id_case_id_idx ON rotation_exhaustion (jurisdiction_id, case_id);
GRANT SELECT, INSERT, UPDATE ON rotation_exhaustion TO caretower_role;
ALTER TABLE rotation_exhaustion ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON rotation_exhaustion FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
CREATE POLICY add ON rotation_exhaustion FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit() AND state = 'waiting'
  AND app_works_case(case_id)
);
-- The A unit settles its own by dispatching after all; only the centre answers.
CREATE POLICY change ON rotation_exhaustion FOR UPDATE
  USING (
    jurisdiction_id = app_jurisdiction() AND app_works_case(case_id)
    AND (app_is_centre() OR (app_is_a_unit() AND a_unit_id = app_unit()))
  )
  WITH CHECK (app_is_centre() OR state = 'settled');

-- The centre names a B unit where the A unit's order is exhausted, and only there.
CREATE FUNCTION app_may_name_unit(of_case uuid, of_service service) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT app_is_centre() AND app_works_case(of_case) AND EXISTS (
    SELECT FROM rotation_exhaustion e WHERE e.case_id = of_case AND e.service = of_service AND e.state = 'waiting'
  )
$$;
CREATE POLICY named_by_centre ON dispatch FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND from_unit_id IS NOT NULL AND basis = 'deviation' AND state = 'waiting'
  AND app_may_name_unit(case_id, service)
);
-- Who names a unit takes one of its places, who gives a referral up gives it back.
CREATE POLICY change_by_centre ON unit_capacity FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_centre());

CREATE TABLE clock_move (
  id uuid NOT NULL PRIMARY KEY,
  jurisdiction_id text NOT NULL,
  clock_id uuid NOT NULL,
  closure_id uuid NOT NULL,
  withdrawn boolean NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  moved_at timestamptz(3) NOT NULL,
  CONSTRAINT clock_move_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clock (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT clock_move_closure_id_fkey FOREIGN KEY (closure_id) REFERENCES closure (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX clock_move_jurisdiction_id_closure_id_idx ON clock_move (jurisdiction_id, closure_id);
CREATE INDEX clock_move_clock_id_idx ON clock_move (clock_id);
GRANT SELECT, INSERT ON clock_move TO caretower_role;
ALTER TABLE clock_move ENABLE ROW LEVEL SECURITY;
-- Dates and nothing of a person: the bureau counts them all; whose clock it was is told by the clock's own policy.
CREATE POLICY read ON clock_move FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR EXISTS (SELECT FROM clock c WHERE c.id = clock_id))
);
CREATE POLICY add ON clock_move FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_role() = 'system');

-- Clocks start and stop inside the writes of other areas, so each kind is written by whoever does that work, and by the system.
DROP POLICY add ON clock;
CREATE POLICY add ON clock FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND excuse IS NULL
  AND (
    app_role() = 'system'
    OR CASE
      WHEN kind = 'monthly_dispatch_table' THEN
        case_id IS NULL AND (app_is_centre() OR app_role() = 'bureau_officer' OR (app_is_a_unit() AND unit_id = app_unit()))
      WHEN case_id IS NULL OR NOT app_works_case(case_id) THEN false
      WHEN kind = 'monitoring' THEN app_is_a_unit() AND unit_id = app_unit()
      WHEN kind = 'first_service' THEN app_is_centre() OR app_is_a_unit()
      ELSE app_is_centre()
    END
  )
);
DROP POLICY change ON clock;
CREATE POLICY change ON clock FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_role() = 'system'
    OR (app_is_centre() AND (case_id IS NULL OR app_works_case(case_id)))
    OR (app_is_a_unit() AND (unit_id = app_unit() OR (case_id IS NOT NULL AND app_works_case(case_id))))
    OR (app_role() = 'b_unit_staff' AND kind = 'first_service' AND (unit_id = app_unit() OR app_is_referred(case_id)))
  )
);
-- What a policy cannot tell apart: due dates are moved by the system alone, excuses are given by the centre alone, and what a
-- clock counts is never changed. The owner of the tables is not bound, as by the policies.
CREATE FUNCTION clock_keep_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT row_security_active('clock') THEN RETURN NEW; END IF;
  IF (NEW.id, NEW.jurisdiction_id, NEW.kind, NEW.case_id, NEW.subject_id, NEW.started_on)
     IS DISTINCT FROM (OLD.id, OLD.jurisdiction_id, OLD.kind, OLD.case_id, OLD.subject_id, OLD.started_on)
     OR (NEW.unit_id IS DISTINCT FROM OLD.unit_id AND NEW.kind <> 'monitoring')
  THEN
    RAISE EXCEPTION 'clock_keep_terms: what a clock counts is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.due_on, NEW.outcome, NEW.moved_at, NEW.moved_from) IS DISTINCT FROM (OLD.due_on, OLD.outcome, OLD.moved_at, OLD.moved_from)
     AND app_role() IS DISTINCT FROM 'system'
  THEN
    RAISE EXCEPTION 'clock_keep_terms: a limit is moved by a closure alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.excuse, NEW.excused_by_id) IS DISTINCT FROM (OLD.excuse, OLD.excused_by_id) AND app_is_centre() IS NOT TRUE THEN
    RAISE EXCEPTION 'clock_keep_terms: only the centre excuses' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER clock_keep_terms BEFORE UPDATE ON clock FOR EACH ROW EXECUTE FUNCTION clock_keep_terms();
