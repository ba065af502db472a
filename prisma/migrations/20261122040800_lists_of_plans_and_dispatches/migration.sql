-- Lists of plans, dispatches, clocks, AA02 and referrals in a city with 60,000 cases.

-- The number of the case, its present district and its present A unit beside its plans and dispatches, kept by the database alone:
-- lists sort and narrow by them without the case, and the fences ask them instead of the case, row by row.
ALTER TABLE care_plan
  ADD COLUMN case_number text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN case_district_id text NOT NULL DEFAULT '',
  ADD COLUMN case_a_unit_id uuid;
ALTER TABLE dispatch
  ADD COLUMN case_number text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN case_district_id text NOT NULL DEFAULT '',
  ADD COLUMN case_a_unit_id uuid;
UPDATE care_plan p SET case_number = f.number, case_district_id = f.district_id, case_a_unit_id = f.a_unit_id
  FROM case_file f WHERE f.id = p.case_id;
UPDATE dispatch d SET case_number = f.number, case_district_id = f.district_id, case_a_unit_id = f.a_unit_id
  FROM case_file f WHERE f.id = d.case_id;

CREATE FUNCTION keep_case_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  SELECT f.number, f.district_id, f.a_unit_id INTO NEW.case_number, NEW.case_district_id, NEW.case_a_unit_id
    FROM case_file f WHERE f.id = NEW.case_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER case_place BEFORE INSERT OR UPDATE OF case_id, case_number, case_district_id, case_a_unit_id ON care_plan
  FOR EACH ROW EXECUTE FUNCTION keep_case_place();
CREATE TRIGGER case_place BEFORE INSERT OR UPDATE OF case_id, case_number, case_district_id, case_a_unit_id ON dispatch
  FOR EACH ROW EXECUTE FUNCTION keep_case_place();

CREATE FUNCTION pass_on_case_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE care_plan SET case_number = NEW.number, case_district_id = NEW.district_id, case_a_unit_id = NEW.a_unit_id
   WHERE jurisdiction_id = NEW.jurisdiction_id AND case_id = NEW.id;
  UPDATE dispatch SET case_number = NEW.number, case_district_id = NEW.district_id, case_a_unit_id = NEW.a_unit_id
   WHERE jurisdiction_id = NEW.jurisdiction_id AND case_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER case_place AFTER UPDATE OF number, district_id, a_unit_id ON case_file
  FOR EACH ROW WHEN ((OLD.number, OLD.district_id, OLD.a_unit_id) IS DISTINCT FROM (NEW.number, NEW.district_id, NEW.a_unit_id))
  EXECUTE FUNCTION pass_on_case_place();
REVOKE ALL ON FUNCTION keep_case_place(), pass_on_case_place() FROM PUBLIC;

-- The orders of the lists. The first of each table also holds what is counted, so that a count reads no row.
CREATE INDEX "care_plan_jurisdiction_id_case_number_id_idx" ON "care_plan"("jurisdiction_id", "case_number", "id");
CREATE INDEX "care_plan_jurisdiction_id_case_district_id_id_idx" ON "care_plan"("jurisdiction_id", "case_district_id", "id");
CREATE INDEX "care_plan_jurisdiction_id_a_unit_id_id_idx" ON "care_plan"("jurisdiction_id", "a_unit_id", "id");
CREATE INDEX "care_plan_jurisdiction_id_kind_id_idx" ON "care_plan"("jurisdiction_id", "kind", "id");
DROP INDEX "care_plan_jurisdiction_id_submitted_at_id_idx";
CREATE INDEX "care_plan_jurisdiction_id_submitted_at_id_idx" ON "care_plan"("jurisdiction_id", "submitted_at", "id")
  INCLUDE ("status", "case_id", "a_unit_id", "kind", "case_district_id", "case_a_unit_id", "decided_at");
CREATE INDEX "care_plan_jurisdiction_id_case_a_unit_id_submitted_at_idx" ON "care_plan"("jurisdiction_id", "case_a_unit_id", "submitted_at");

CREATE INDEX "dispatch_jurisdiction_id_dispatched_on_id_idx" ON "dispatch"("jurisdiction_id", "dispatched_on", "id")
  INCLUDE ("state", "case_id", "from_unit_id", "to_unit_id", "service", "basis", "first_service_on", "case_district_id", "case_a_unit_id");
CREATE INDEX "dispatch_standing_idx" ON "dispatch"
  ("jurisdiction_id", "state", "first_service_on" DESC NULLS FIRST, "dispatched_on", "id");
CREATE INDEX "dispatch_jurisdiction_id_service_dispatched_on_id_idx" ON "dispatch"("jurisdiction_id", "service", "dispatched_on", "id");
CREATE INDEX "dispatch_jurisdiction_id_case_number_id_idx" ON "dispatch"("jurisdiction_id", "case_number", "id");
CREATE INDEX "dispatch_jurisdiction_id_case_district_id_dispatched_on_idx" ON "dispatch"("jurisdiction_id", "case_district_id", "dispatched_on");
CREATE INDEX "dispatch_jurisdiction_id_to_unit_id_dispatched_on_id_idx" ON "dispatch"("jurisdiction_id", "to_unit_id", "dispatched_on", "id");
DROP INDEX "dispatch_jurisdiction_id_to_unit_id_state_idx";

-- Who acts is asked once a statement. The rules are those of before: a plan and a dispatch are seen by those who see the case, by the
-- units between which it was sent, and to its end by the transaction that gives the case up.
DROP POLICY read ON care_plan;
CREATE POLICY read ON care_plan FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR ((SELECT app_role() = 'care_specialist') AND case_district_id = ANY ((SELECT app_districts())::text[]))
    OR ((SELECT app_is_a_unit()) AND case_a_unit_id = (SELECT app_unit()))
    OR ((SELECT app_role() = 'b_unit_staff') AND status = 'approved' AND app_is_referred(case_id))
    OR ((SELECT app_role() <> 'b_unit_staff') AND case_id = (SELECT app_setting('letting_go')::uuid))
  )
);
DROP POLICY read ON dispatch;
CREATE POLICY read ON dispatch FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR ((SELECT app_role() = 'care_specialist') AND case_district_id = ANY ((SELECT app_districts())::text[]))
    OR ((SELECT app_is_a_unit()) AND (SELECT app_unit()) IN (from_unit_id, to_unit_id, case_a_unit_id))
    OR ((SELECT app_role() = 'b_unit_staff') AND to_unit_id = (SELECT app_unit()))
    OR ((SELECT app_role() <> 'b_unit_staff') AND case_id = (SELECT app_setting('letting_go')::uuid))
  )
);
DROP POLICY read ON clock;
CREATE POLICY read ON clock FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR unit_id = (SELECT app_unit())
    OR (case_id IS NULL AND (SELECT app_is_bureau()))
    OR (
      case_id IS NOT NULL AND (SELECT app_role() <> 'b_unit_staff')
      AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id)
    )
  )
);
DROP POLICY read_referred ON clock;
CREATE POLICY read_referred ON clock FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction()) AND (SELECT app_role() = 'b_unit_staff')
  AND kind = 'first_service' AND case_id IS NOT NULL AND app_is_referred(case_id)
);
DROP POLICY read ON monitoring;
CREATE POLICY read ON monitoring FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR ((SELECT app_role() <> 'b_unit_staff') AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id))
  )
);
DROP POLICY read ON outward_referral;
CREATE POLICY read ON outward_referral FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR ((SELECT app_role() <> 'b_unit_staff') AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id))
  )
);
