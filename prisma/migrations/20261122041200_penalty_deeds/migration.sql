-- Who does what to findings, violations and letters, where a row's policy is too wide to say it.

-- Those who work for a unit.
CREATE FUNCTION app_is_of_unit() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('a_unit_manager', 'case_manager', 'b_unit_staff'), false) $$;

-- A unit answers its finding and nothing more: it neither moves the limit nor settles it.
CREATE FUNCTION finding_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app_is_of_unit() AND (
    OLD.state NOT IN ('open', 'returned', 'answered') OR NEW.state <> 'answered'
    OR (to_jsonb(OLD) - ARRAY['state', 'version']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['state', 'version'])
  ) THEN
    RAISE EXCEPTION 'a unit only answers its finding %', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (to_jsonb(OLD) - ARRAY['state', 'due_on', 'due_outcome', 'settled_on', 'in_time', 'version'])
       IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['state', 'due_on', 'due_outcome', 'settled_on', 'in_time', 'version']) THEN
    RAISE EXCEPTION 'what finding % rests on never changes', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep BEFORE UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION finding_keep();

DROP POLICY add ON finding_step;
CREATE POLICY add ON finding_step FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND (app_inspects() OR (app_answers_for_unit() AND kind = 'answered'))
  AND EXISTS (SELECT FROM finding f WHERE f.id = finding_id)
);

-- A unit states its case while it is heard; points are decided, and a matter dropped, by those who penalise.
CREATE FUNCTION violation_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app_is_of_unit() AND (to_jsonb(OLD) - ARRAY['statement', 'stated_at', 'stated_by_id', 'version'])
       IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['statement', 'stated_at', 'stated_by_id', 'version']) THEN
    RAISE EXCEPTION 'a unit only states its case in %', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.state IN ('decided', 'dropped') AND app_role() IS NOT NULL AND NOT app_penalises() THEN
    RAISE EXCEPTION 'only those who penalise decide %', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state IN ('decided', 'dropped') THEN
    RAISE EXCEPTION 'violation % is decided and never changes', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep BEFORE UPDATE ON violation FOR EACH ROW EXECUTE FUNCTION violation_keep();

-- A review is decided once; what was asked stands.
CREATE FUNCTION point_review_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'asked' OR (OLD.violation_id, OLD.unit_id, OLD.asked_on, OLD.grounds, OLD.deadline)
       IS DISTINCT FROM (NEW.violation_id, NEW.unit_id, NEW.asked_on, NEW.grounds, NEW.deadline) THEN
    RAISE EXCEPTION 'the review of violation % is decided once', OLD.violation_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep BEFORE UPDATE ON point_review FOR EACH ROW EXECUTE FUNCTION point_review_keep();

-- Units without an account (C stations, and those that write on paper) ask through the officer who enters their letter.
DROP POLICY add ON point_review;
CREATE POLICY add ON point_review FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND (app_penalises() OR (app_answers_for_unit() AND unit_id = app_unit()))
);

-- The day on which a letter arrived is entered once.
CREATE FUNCTION letter_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.arrived_on IS NOT NULL THEN
    RAISE EXCEPTION 'the arrival of letter % is on record', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION letter_keep();
DROP POLICY change ON letter;
CREATE POLICY change ON letter FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND (app_leads_inspections() OR (app_answers_for_unit() AND unit_id = app_unit()))
);
