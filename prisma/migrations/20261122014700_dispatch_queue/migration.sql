-- What a dispatch asks of others' contracts, and what the unit that answers it says and sees.

ALTER TABLE dispatch ADD COLUMN planned_start_on date;
ALTER TABLE dispatch
  ADD CONSTRAINT dispatch_planned_start CHECK (planned_start_on IS NULL OR planned_start_on >= dispatched_on);

-- Whose turn it is depends on which units are contracted for a service on a day and where. Whoever dispatches must know that
-- and may not read the contracts, so this answers with the units and their areas alone. As the owner, past the contracts' policy.
CREATE FUNCTION app_contracted(of_service service, on_day date)
RETURNS TABLE (unit_id uuid, main_zone_id text, secondary_zone_id text, district_ids text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.unit_id, c.main_zone_id, c.secondary_zone_id,
         ARRAY(SELECT d.district_id FROM contract_district d WHERE d.contract_id = c.id)
    FROM contract_service s
    JOIN contract c ON c.id = s.contract_id
   WHERE s.jurisdiction_id = app_jurisdiction() AND s.service = of_service
     AND s.starts_on <= on_day AND s.effective_until >= on_day
     AND (app_is_bureau() OR app_is_a_unit())
$$;

-- Where the first service counts from the centre's dispatch, its clock is the A unit's; the B unit that is to serve sees it too.
CREATE POLICY read_referred ON clock FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND kind = 'first_service' AND case_id IS NOT NULL
  AND app_role() = 'b_unit_staff' AND app_is_referred(case_id)
);
