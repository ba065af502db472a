-- The orders of the list of plans hold what the fence and the filter by status ask of a plan, so that a page far back reads no plan before
-- its own.
DROP INDEX "care_plan_jurisdiction_id_case_number_id_idx";
CREATE INDEX "care_plan_jurisdiction_id_case_number_id_idx" ON "care_plan"("jurisdiction_id", "case_number", "id")
  INCLUDE ("status", "case_id", "case_district_id", "case_a_unit_id");
DROP INDEX "care_plan_jurisdiction_id_case_district_id_id_idx";
CREATE INDEX "care_plan_jurisdiction_id_case_district_id_id_idx" ON "care_plan"("jurisdiction_id", "case_district_id", "id")
  INCLUDE ("status", "case_id", "case_a_unit_id");
DROP INDEX "care_plan_jurisdiction_id_kind_id_idx";
CREATE INDEX "care_plan_jurisdiction_id_kind_id_idx" ON "care_plan"("jurisdiction_id", "kind", "id")
  INCLUDE ("status", "case_id", "case_district_id", "case_a_unit_id");
