-- The same fence, asked so that a list of sixty thousand plans does not call a function a row: those who see all cases are known
-- once a statement, for the others the policy of the case itself decides.
DROP POLICY read ON care_plan;
CREATE POLICY read ON care_plan FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    (SELECT app_sees_all_cases())
    OR (
      (status = 'approved' OR (SELECT app_role()) <> 'b_unit_staff')
      AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id)
    )
  )
);
