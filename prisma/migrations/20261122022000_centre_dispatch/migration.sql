-- What the centre must know of A units before it gives them a case, and how a unit that refuses leaves the turn.

-- How many cases each case manager of these units carries. As the owner: a manager's cases lie in districts of several
-- specialists, and none of them sees all. An A unit is told of its own managers only.
CREATE FUNCTION app_manager_loads(of_units uuid[], on_day date)
RETURNS TABLE (unit_id uuid, staff_id uuid, employment employment, active int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.unit_id, s.id, s.employment,
         (SELECT count(*)::int FROM case_file c
           WHERE c.jurisdiction_id = s.jurisdiction_id AND c.manager_id = s.id AND c.status IN ('assigned', 'in_service'))
    FROM staff s
   WHERE s.jurisdiction_id = app_jurisdiction() AND s.unit_id = ANY (of_units) AND s.duty = 'case_manager'
     AND s.started_on <= on_day AND (s.ended_on IS NULL OR s.ended_on >= on_day)
     AND (app_is_bureau() OR (app_is_a_unit() AND s.unit_id = app_unit()))
$$;

-- How many cases wait at these units for a manager.
CREATE FUNCTION app_cases_without_manager(of_units uuid[])
RETURNS TABLE (unit_id uuid, waiting int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.a_unit_id, count(*)::int FROM case_file c
   WHERE c.jurisdiction_id = app_jurisdiction() AND c.a_unit_id = ANY (of_units) AND c.status = 'dispatched'
     AND (app_is_bureau() OR (app_is_a_unit() AND c.a_unit_id = app_unit()))
   GROUP BY c.a_unit_id
$$;

-- A unit that refused a case without a reason leaves the turn of the case's district. It may not read the centre's order, so
-- this pauses the unit's own place alone, and only for a refusal that stands written. Returns the order, null where it has no place.
CREATE FUNCTION app_leave_turn(of_dispatch uuid, why text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  refused dispatch%ROWTYPE;
  of_order uuid;
BEGIN
  SELECT * INTO refused FROM dispatch
   WHERE id = of_dispatch AND jurisdiction_id = app_jurisdiction() AND to_unit_id = app_unit() AND from_unit_id IS NULL
     AND state = 'declined' AND without_reason AND app_role() = 'a_unit_manager';
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT r.id INTO of_order FROM rotation r
    JOIN case_file c ON c.jurisdiction_id = r.jurisdiction_id AND c.district_id = r.district_id
   WHERE c.id = refused.case_id AND r.jurisdiction_id = refused.jurisdiction_id AND r.a_unit_id IS NULL
     AND r.service = 'case_management' AND r.state = 'approved'
     FOR UPDATE OF r;
  UPDATE rotation_entry SET paused = true, paused_reason = why
   WHERE rotation_id = of_order AND unit_id = refused.to_unit_id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE rotation SET version = version + 1 WHERE id = of_order;
  RETURN of_order;
END
$$;

-- The centre's order of a district is kept by those who cover it; officers read every order and change none.
CREATE POLICY kept_where_covered ON rotation AS RESTRICTIVE FOR INSERT WITH CHECK (
  a_unit_id IS NOT NULL OR app_role() <> 'care_specialist' OR district_id = ANY (app_districts())
);
CREATE POLICY turned_where_covered ON rotation AS RESTRICTIVE FOR UPDATE USING (
  a_unit_id IS NOT NULL OR app_role() <> 'care_specialist' OR district_id = ANY (app_districts())
);
CREATE FUNCTION app_keeps_order(of_rotation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM rotation r
     WHERE r.id = of_rotation AND r.jurisdiction_id = app_jurisdiction()
       AND CASE
         WHEN r.a_unit_id IS NOT NULL THEN app_is_a_unit() AND r.a_unit_id = app_unit()
         ELSE app_is_centre() AND (app_role() <> 'care_specialist' OR r.district_id = ANY (app_districts()))
       END
  )
$$;
CREATE POLICY kept_add ON rotation_entry AS RESTRICTIVE FOR INSERT WITH CHECK (app_keeps_order(rotation_id));
CREATE POLICY kept_change ON rotation_entry AS RESTRICTIVE FOR UPDATE USING (app_keeps_order(rotation_id));
CREATE POLICY kept_remove ON rotation_entry AS RESTRICTIVE FOR DELETE USING (app_keeps_order(rotation_id));
