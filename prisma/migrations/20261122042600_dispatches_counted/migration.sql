-- What narrows the list of dispatches stands whole in one index, the case's number too: few of many are found and sorted without a row.
DROP INDEX "dispatch_jurisdiction_id_dispatched_on_id_idx";
CREATE INDEX "dispatch_jurisdiction_id_dispatched_on_id_idx" ON "dispatch"("jurisdiction_id", "dispatched_on", "id")
  INCLUDE ("state", "case_id", "from_unit_id", "to_unit_id", "service", "basis", "first_service_on", "case_number", "case_district_id",
           "case_a_unit_id");
