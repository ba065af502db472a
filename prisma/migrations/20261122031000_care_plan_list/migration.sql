-- The list of plans in its usual order, read from an index instead of sorted.
CREATE INDEX "care_plan_jurisdiction_id_submitted_at_id_idx" ON "care_plan"("jurisdiction_id", "submitted_at", "id");
-- What waits for the centre. A status is not compared before row-level security has spoken (comparing enums is not leakproof),
-- so an index by status is not used; handed in and not decided since says the same.
CREATE INDEX care_plan_waiting ON care_plan (jurisdiction_id, submitted_at, id)
  WHERE submitted_at IS NOT NULL AND decided_at IS NULL;
DROP INDEX "care_plan_jurisdiction_id_status_submitted_at_idx";

DROP POLICY read ON care_plan;
CREATE POLICY read ON care_plan FOR SELECT USING (
  jurisdiction_id = (SELECT app_jurisdiction())
  AND (
    (SELECT app_sees_all_cases())
    OR (
      (status = 'approved' OR (SELECT app_role() <> 'b_unit_staff'))
      AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id)
    )
  )
);
