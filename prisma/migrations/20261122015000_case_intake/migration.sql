-- What intake and the case file need beyond the policies of cases.

-- A row is checked against the policies for reading also after a change. Who gives a case up (an A unit that refuses, a
-- specialist who moves it to a district of another) names it first; the transaction sees it to its end, and no longer.
CREATE POLICY letting_go ON case_file FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND id = app_setting('letting_go')::uuid);

-- A B unit sees its clients and changes none; officers read.
DROP POLICY change ON client;
CREATE POLICY change ON client FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND (app_is_centre() OR app_is_a_unit())
  AND EXISTS (SELECT FROM case_file c WHERE c.client_id = client.id)
);
DROP POLICY works ON document;
CREATE POLICY read ON document FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
CREATE POLICY add ON document FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND (app_is_centre() OR app_is_a_unit()) AND app_works_case(case_id)
);

-- Running numbers of a city. As the owner: a specialist does not see the numbers given in other districts.
CREATE FUNCTION app_next_case_number() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT app_is_centre() THEN
    RAISE EXCEPTION 'only the LTC centre opens cases' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('case_number:' || app_jurisdiction(), 0));
  RETURN (
    SELECT 'C' || lpad((coalesce(substr(max(number), 2)::int, 0) + 1)::text, 7, '0')
      FROM case_file WHERE jurisdiction_id = app_jurisdiction() AND number ~ '^C\d{7}$'
  );
END
$$;

-- The same person is found again over the whole city, also where another specialist carries the file: what intake says of it.
CREATE FUNCTION app_known_client(of_index bytea)
RETURNS TABLE (client_id uuid, name text, case_id uuid, number text, status case_status, district_id text, closed_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.id, c.name, f.id, f.number, f.status, f.district_id, f.closed_on
    FROM client c JOIN case_file f ON f.jurisdiction_id = c.jurisdiction_id AND f.client_id = c.id
   WHERE app_is_centre() AND c.jurisdiction_id = app_jurisdiction() AND c.national_id_index = of_index
$$;

-- Who covers a district: the name to turn to.
CREATE FUNCTION app_specialists_of(of_district text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.name FROM account a JOIN account_district d ON d.account_id = a.id
   WHERE app_is_centre() AND a.jurisdiction_id = app_jurisdiction() AND d.district_id = of_district
     AND a.role = 'care_specialist' AND a.state = 'active'
   ORDER BY a.name
$$;

-- What was done to a case, for those who carry it; who opened the file only for those who answer for others.
CREATE FUNCTION app_case_history(of_case uuid) RETURNS SETOF audit_entry
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT e.* FROM audit_entry e
   WHERE e.jurisdiction_id = app_jurisdiction() AND e.subject_kind = 'case' AND e.subject_id = of_case::text
     AND app_works_case(of_case)
     AND (
       e.action NOT IN ('case.opened', 'case.national_id_opened', 'case.document_opened')
       OR app_role() IN ('bureau_officer', 'care_supervisor', 'a_unit_manager', 'system')
     )
$$;
