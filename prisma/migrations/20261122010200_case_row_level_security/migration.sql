-- Who sees a case: officers and supervisors the city's, a specialist those of the districts that they cover, an A unit its own,
-- a B unit those referred to it while they last. The administrator keeps accounts and sees no case.

CREATE FUNCTION app_districts() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(app_setting('districts'), ',') $$;
CREATE FUNCTION app_sees_all_cases() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_officer', 'care_supervisor', 'system'), false) $$;
-- The LTC centre: assesses, dispatches, reviews.
CREATE FUNCTION app_is_centre() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('care_supervisor', 'care_specialist', 'system'), false) $$;
CREATE FUNCTION app_is_a_unit() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('a_unit_manager', 'case_manager'), false) $$;

-- As the owner, so that a policy may look at another table without asking that table's policy in turn.
CREATE FUNCTION app_is_referred(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM dispatch d
     WHERE d.case_id = of_case AND d.to_unit_id = app_unit() AND d.state IN ('waiting', 'accepted')
  )
$$;
-- Those who carry the case: everyone who sees it but the B units.
CREATE FUNCTION app_works_case(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM case_file c
     WHERE c.id = of_case AND c.jurisdiction_id = app_jurisdiction()
       AND (
         app_sees_all_cases()
         OR (app_role() = 'care_specialist' AND c.district_id = ANY (app_districts()))
         OR (app_is_a_unit() AND c.a_unit_id = app_unit())
       )
  )
$$;
CREATE FUNCTION app_sees_case(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT app_works_case(of_case) OR (app_role() = 'b_unit_staff' AND app_is_referred(of_case))
$$;

ALTER TABLE payment_code ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON payment_code TO caretower_role;
CREATE POLICY signed_in ON payment_code FOR SELECT USING (app_jurisdiction() IS NOT NULL);

GRANT SELECT, INSERT, UPDATE ON client, case_file TO caretower_role;
ALTER TABLE client ENABLE ROW LEVEL SECURITY;
-- A new client is entered before its file; the same person is looked for by the blind index over the whole city.
CREATE POLICY read ON client FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_sees_all_cases()
    OR app_is_centre()
    OR EXISTS (SELECT FROM case_file c WHERE c.client_id = client.id)
  )
);
CREATE POLICY add ON client FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_centre());
CREATE POLICY change ON client FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM case_file c WHERE c.client_id = client.id)
);

ALTER TABLE case_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON case_file FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_sees_all_cases()
    OR (app_role() = 'care_specialist' AND district_id = ANY (app_districts()))
    OR (app_is_a_unit() AND a_unit_id = app_unit())
    OR (app_role() = 'b_unit_staff' AND app_is_referred(id))
  )
);
CREATE POLICY add ON case_file FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND app_is_centre()
  AND (app_role() <> 'care_specialist' OR district_id = ANY (app_districts()))
);
-- An A unit hands a case back by giving up a_unit_id, so the row after the change need not be its own any more.
CREATE POLICY change ON case_file FOR UPDATE
  USING (
    jurisdiction_id = app_jurisdiction()
    AND (
      app_role() IN ('care_supervisor', 'system')
      OR (app_role() = 'care_specialist' AND district_id = ANY (app_districts()))
      OR (app_is_a_unit() AND a_unit_id = app_unit())
    )
  )
  WITH CHECK (jurisdiction_id = app_jurisdiction());

-- What hangs on a case -----------------------------------------------------------------------------------
GRANT SELECT, INSERT ON assessment, care_problem TO caretower_role;
ALTER TABLE assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON assessment FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
CREATE POLICY add ON assessment FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_centre() AND app_works_case(case_id));
ALTER TABLE care_problem ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON care_problem FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_sees_case(case_id));
CREATE POLICY add ON care_problem FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_centre() AND app_works_case(case_id));

GRANT SELECT, INSERT, UPDATE ON manager_assignment, monitoring, outward_referral TO caretower_role;
ALTER TABLE manager_assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY works ON manager_assignment USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
ALTER TABLE monitoring ENABLE ROW LEVEL SECURITY;
CREATE POLICY works ON monitoring USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
ALTER TABLE outward_referral ENABLE ROW LEVEL SECURITY;
CREATE POLICY works ON outward_referral USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
GRANT SELECT, INSERT ON document TO caretower_role;
ALTER TABLE document ENABLE ROW LEVEL SECURITY;
CREATE POLICY works ON document USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));

GRANT SELECT, INSERT, UPDATE ON care_plan TO caretower_role;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_item TO caretower_role;
ALTER TABLE care_plan ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON care_plan FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (app_works_case(case_id) OR (status = 'approved' AND app_sees_case(case_id)))
);
CREATE POLICY add ON care_plan FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit() AND app_works_case(case_id));
CREATE POLICY change ON care_plan FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
ALTER TABLE plan_item ENABLE ROW LEVEL SECURITY;
-- Seen and changed with its plan, whose own policy applies inside.
CREATE POLICY with_plan ON plan_item USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM care_plan p WHERE p.id = plan_id)
);

-- Dispatch -------------------------------------------------------------------------------------------------
GRANT SELECT, INSERT, UPDATE ON rotation, dispatch, unit_capacity, dispatch_suspension, monthly_dispatch_table,
  dispatch_principles, published_dispatch TO caretower_role;
GRANT SELECT, INSERT, UPDATE, DELETE ON rotation_entry TO caretower_role;
ALTER TABLE rotation ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON rotation FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR a_unit_id = app_unit()));
CREATE POLICY add ON rotation FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND ((a_unit_id IS NULL AND app_is_centre()) OR (app_is_a_unit() AND a_unit_id = app_unit()))
);
CREATE POLICY change ON rotation FOR UPDATE
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_centre() OR (app_is_a_unit() AND a_unit_id = app_unit())));
ALTER TABLE rotation_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_rotation ON rotation_entry USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM rotation r WHERE r.id = rotation_id)
);

ALTER TABLE dispatch ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON dispatch FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_sees_all_cases()
    OR (app_is_a_unit() AND (from_unit_id = app_unit() OR to_unit_id = app_unit()))
    OR (app_role() = 'b_unit_staff' AND to_unit_id = app_unit())
    OR (app_role() IN ('care_specialist', 'a_unit_manager', 'case_manager') AND app_works_case(case_id))
  )
);
CREATE POLICY add ON dispatch FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND app_works_case(case_id)
  AND ((from_unit_id IS NULL AND app_is_centre()) OR (app_is_a_unit() AND from_unit_id = app_unit()))
);
CREATE POLICY change ON dispatch FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    (app_is_centre() AND app_works_case(case_id))
    OR (app_is_a_unit() AND (from_unit_id = app_unit() OR to_unit_id = app_unit()))
    OR (app_role() = 'b_unit_staff' AND to_unit_id = app_unit())
  )
);

-- Capacity and suspensions decide whose turn it is, so whoever dispatches sees them.
ALTER TABLE unit_capacity ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON unit_capacity FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR app_is_a_unit() OR unit_id = app_unit()));
CREATE POLICY add ON unit_capacity FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND (app_is_office() OR unit_id = app_unit() OR app_is_a_unit()));
CREATE POLICY change ON unit_capacity FOR UPDATE
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_office() OR unit_id = app_unit() OR app_is_a_unit()));
ALTER TABLE dispatch_suspension ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON dispatch_suspension FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR app_is_a_unit() OR unit_id = app_unit()));
CREATE POLICY add ON dispatch_suspension FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON dispatch_suspension FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());

ALTER TABLE monthly_dispatch_table ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON monthly_dispatch_table FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR a_unit_id = app_unit()));
CREATE POLICY add ON monthly_dispatch_table FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit());
CREATE POLICY change ON monthly_dispatch_table FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND (app_is_centre() OR app_is_office() OR (app_is_a_unit() AND a_unit_id = app_unit()))
);
ALTER TABLE dispatch_principles ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON dispatch_principles FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR a_unit_id = app_unit()));
CREATE POLICY add ON dispatch_principles FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit());
CREATE POLICY change ON dispatch_principles FOR UPDATE
  USING (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit());
-- The only table that a visitor without an account reads.
ALTER TABLE published_dispatch ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON published_dispatch FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON published_dispatch FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit());
CREATE POLICY change ON published_dispatch FOR UPDATE
  USING (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit());

-- Clocks -----------------------------------------------------------------------------------------------------
GRANT SELECT, INSERT, UPDATE ON clock TO caretower_role;
ALTER TABLE clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON clock FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_sees_all_cases()
    OR unit_id = app_unit()
    OR (case_id IS NULL AND app_is_bureau())
    OR (case_id IS NOT NULL AND app_works_case(case_id))
  )
);
-- Clocks start and stop inside the writes of other areas, by whoever does them.
CREATE POLICY add ON clock FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_role() IS NOT NULL);
CREATE POLICY change ON clock FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND (app_is_bureau() OR unit_id = app_unit() OR (case_id IS NOT NULL AND app_sees_case(case_id)))
);
