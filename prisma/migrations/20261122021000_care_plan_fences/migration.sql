-- Who reads a plan's items and who writes them are two questions. Written by the A unit while the plan is a draft or returned,
-- remarked by the centre while it is submitted, never changed after that. A B unit reads the items of the services that it was
-- referred for, nothing else of the plan's content.

-- What a payment code is dispatched under; the same table as `serviceOfCode` in lib/features/care-plans/labels.ts.
CREATE FUNCTION app_services_of_code(code text) RETURNS service[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE left(code, 2)
    WHEN 'BA' THEN ARRAY['home_care']::service[]
    WHEN 'BB' THEN ARRAY['day_care', 'small_multifunction']::service[]
    WHEN 'BC' THEN ARRAY['family_care_home']::service[]
    WHEN 'BD' THEN ARRAY['day_care', 'small_multifunction']::service[]
    WHEN 'CA' THEN ARRAY['professional']::service[]
    WHEN 'CB' THEN ARRAY['professional']::service[]
    WHEN 'CC' THEN ARRAY['professional']::service[]
    WHEN 'CD' THEN ARRAY['professional']::service[]
    WHEN 'DA' THEN ARRAY['transport']::service[]
    WHEN 'GA' THEN ARRAY['respite']::service[]
    WHEN 'OT' THEN ARRAY['meals']::service[]
    ELSE ARRAY[]::service[]
  END
$$;
-- As the owner: the policy of dispatch asks for cases, which would ask for dispatches again.
CREATE FUNCTION app_gives_item(of_plan uuid, code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT FROM care_plan p
      JOIN dispatch d ON d.case_id = p.case_id
     WHERE p.id = of_plan AND d.to_unit_id = app_unit() AND d.state IN ('waiting', 'accepted')
       AND d.service = ANY (app_services_of_code(code))
  )
$$;

DROP POLICY with_plan ON plan_item;
CREATE POLICY read ON plan_item FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND EXISTS (SELECT FROM care_plan p WHERE p.id = plan_id)
  AND (app_role() <> 'b_unit_staff' OR app_gives_item(plan_id, code))
);
CREATE POLICY add ON plan_item FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND app_is_a_unit()
  AND EXISTS (
    SELECT FROM care_plan p WHERE p.id = plan_id AND p.a_unit_id = app_unit() AND p.status IN ('draft', 'returned')
  )
);
CREATE POLICY remove ON plan_item FOR DELETE USING (
  jurisdiction_id = app_jurisdiction()
  AND app_is_a_unit()
  AND EXISTS (
    SELECT FROM care_plan p WHERE p.id = plan_id AND p.a_unit_id = app_unit() AND p.status IN ('draft', 'returned')
  )
);
CREATE POLICY remark ON plan_item FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND app_is_centre()
  AND EXISTS (SELECT FROM care_plan p WHERE p.id = plan_id AND p.status = 'submitted')
);

-- Officers read every case but decide nothing about its plan.
DROP POLICY change ON care_plan;
CREATE POLICY change ON care_plan FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND app_works_case(case_id) AND (app_is_centre() OR app_is_a_unit())
);
