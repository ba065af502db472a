-- The orders of the list of dispatches hold what the fence asks of a row, so that a page far back reads no row before its own, and
-- the referrals skip what the centre sent without looking at it.
DROP INDEX "dispatch_standing_idx";
CREATE INDEX "dispatch_standing_idx" ON "dispatch"
  ("jurisdiction_id", "state", "first_service_on" DESC NULLS FIRST, "dispatched_on", "id")
  INCLUDE ("from_unit_id", "case_id", "case_district_id", "case_a_unit_id", "to_unit_id");
DROP INDEX "dispatch_jurisdiction_id_service_dispatched_on_id_idx";
CREATE INDEX "dispatch_jurisdiction_id_service_dispatched_on_id_idx" ON "dispatch"
  ("jurisdiction_id", "service", "dispatched_on", "id")
  INCLUDE ("from_unit_id", "case_id", "case_district_id", "case_a_unit_id", "to_unit_id");
DROP INDEX "dispatch_jurisdiction_id_case_number_id_idx";
CREATE INDEX "dispatch_jurisdiction_id_case_number_id_idx" ON "dispatch"("jurisdiction_id", "case_number", "id")
  INCLUDE ("from_unit_id", "case_id", "case_district_id", "case_a_unit_id", "to_unit_id");
DROP INDEX "dispatch_jurisdiction_id_to_unit_id_dispatched_on_id_idx";
CREATE INDEX "dispatch_jurisdiction_id_to_unit_id_dispatched_on_id_idx" ON "dispatch"
  ("jurisdiction_id", "to_unit_id", "dispatched_on", "id")
  INCLUDE ("from_unit_id", "case_id", "case_district_id", "case_a_unit_id");
