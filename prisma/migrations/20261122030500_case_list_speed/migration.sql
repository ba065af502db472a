-- The list of cases in its usual orders, read from an index instead of sorted.
CREATE INDEX "case_file_jurisdiction_id_applied_on_number_idx" ON "case_file"("jurisdiction_id", "applied_on", "number");
CREATE INDEX "case_file_jurisdiction_id_next_reassessment_on_number_idx" ON "case_file"("jurisdiction_id", "next_reassessment_on", "number");
CREATE INDEX "client_jurisdiction_id_name_folded_idx" ON "client"("jurisdiction_id", "name_folded");

-- Who acts is asked once a statement, not once a row: in a sub-select it is a constant of the plan. The rules are those of before.
DROP POLICY read ON case_file;
CREATE POLICY read ON case_file FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR ((SELECT app_role() = 'care_specialist') AND district_id = ANY ((SELECT app_districts())::text[]))
    OR ((SELECT app_is_a_unit()) AND a_unit_id = (SELECT app_unit()))
    OR ((SELECT app_role() = 'b_unit_staff') AND app_is_referred(id))
  )
);
DROP POLICY letting_go ON case_file;
CREATE POLICY letting_go ON case_file FOR SELECT
  USING (jurisdiction_id = (SELECT app_jurisdiction()) AND id = (SELECT app_setting('letting_go')::uuid));
DROP POLICY read ON client;
CREATE POLICY read ON client FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases() OR app_is_centre())
    OR EXISTS (SELECT FROM case_file c WHERE c.client_id = client.id)
  )
);
