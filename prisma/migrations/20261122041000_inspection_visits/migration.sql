-- Who may be an inspector, who carries out an inspection, and what an inspector must know of a unit's cases.

-- Forms that a client or a member of the staff signs too.
ALTER TYPE signing_party ADD VALUE 'client';
ALTER TYPE signing_party ADD VALUE 'staff';

-- Accounts are read by the administrator alone; those who lead inspections choose among these names.
CREATE FUNCTION app_inspectors() RETURNS TABLE (id uuid, name text, role role)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.id, a.name, a.role FROM account a
   WHERE app_leads_inspections() AND a.jurisdiction_id = app_jurisdiction() AND a.state = 'active'
     AND a.role IN ('bureau_officer', 'care_supervisor', 'care_specialist')
   ORDER BY a.role, a.name, a.id
$$;

-- The names of those who carry out inspections, for everybody who sees the inspection.
CREATE FUNCTION app_inspector_names(of_inspections uuid[]) RETURNS TABLE (inspection_id uuid, account_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.inspection_id, p.account_id, a.name
    FROM inspection_inspector p
    JOIN inspection i ON i.id = p.inspection_id
    JOIN account a ON a.id = p.account_id
   WHERE p.inspection_id = ANY (of_inspections) AND i.jurisdiction_id = app_jurisdiction()
     AND (app_inspects() OR (i.unit_id = app_unit() AND i.state = 'signed'))
   ORDER BY a.name, a.id
$$;

-- Whether the one who acts fills in the form: those who lead, and the specialist whose inspection it is.
CREATE FUNCTION app_carries_out(of_inspection uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT FROM inspection i WHERE i.id = of_inspection AND i.jurisdiction_id = app_jurisdiction())
    AND (
      app_leads_inspections()
      OR (
        app_role() = 'care_specialist'
        AND EXISTS (SELECT FROM inspection_inspector p WHERE p.inspection_id = of_inspection AND p.account_id = app_account())
      )
    )
$$;

-- The cases that can be drawn at an inspected unit. As the owner: they lie in districts of several specialists.
CREATE FUNCTION app_inspection_population(of_inspection uuid) RETURNS TABLE (case_id uuid, number text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.id, c.number
    FROM inspection i
    JOIN case_file c ON c.jurisdiction_id = i.jurisdiction_id
   WHERE i.id = of_inspection AND app_carries_out(i.id)
     AND c.status IN ('dispatched', 'assigned', 'in_service')
     AND (
       c.a_unit_id = i.unit_id
       OR EXISTS (
         SELECT FROM dispatch d
          WHERE d.jurisdiction_id = i.jurisdiction_id AND d.case_id = c.id AND d.to_unit_id = i.unit_id
            AND d.from_unit_id IS NOT NULL AND d.state = 'accepted'
       )
     )
   ORDER BY c.number
$$;

-- The drawn cases with the names that stand in the unit's own papers, for those who see the inspection.
CREATE FUNCTION app_inspected_cases(of_inspection uuid)
RETURNS TABLE (case_id uuid, rank int, number text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.case_id, s."position", c.number, k.name
    FROM inspection_case s
    JOIN inspection i ON i.id = s.inspection_id
    JOIN case_file c ON c.jurisdiction_id = s.jurisdiction_id AND c.id = s.case_id
    JOIN client k ON k.jurisdiction_id = c.jurisdiction_id AND k.id = c.client_id
   WHERE s.inspection_id = of_inspection
     AND (app_carries_out(i.id) OR (i.jurisdiction_id = app_jurisdiction() AND i.unit_id = app_unit() AND i.state = 'signed'))
   ORDER BY s."position"
$$;

-- The parts of an inspection are written by those who carry it out.
DROP POLICY add ON inspection_case;
CREATE POLICY add ON inspection_case FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id));
DROP POLICY add ON inspection_answer;
CREATE POLICY add ON inspection_answer FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id));
DROP POLICY change ON inspection_answer;
CREATE POLICY change ON inspection_answer FOR UPDATE
  USING (jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id));
DROP POLICY add ON inspection_photo;
CREATE POLICY add ON inspection_photo FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id));
DROP POLICY remove ON inspection_photo;
CREATE POLICY remove ON inspection_photo FOR DELETE
  USING (jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id));
DROP POLICY add ON inspection_signature;
CREATE POLICY add ON inspection_signature FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id));
DROP POLICY add ON inspection_addendum;
CREATE POLICY add ON inspection_addendum FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_carries_out(inspection_id)
  AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id AND i.state = 'signed')
);
