-- Which of the month's cases an audit was drawn from, who may be given one, and whom a specialist may draw in another's place.

CREATE TYPE "sample_stratum" AS ENUM ('ongoing', 'new_case', 'reassessed');
ALTER TABLE "sample_audit" ADD COLUMN "stratum" "sample_stratum" NOT NULL;
-- A case lies in one part of the month's cases only, and a rank is a place in the order of that part.
CREATE UNIQUE INDEX "sample_audit_draw_id_kind_stratum_rank_key" ON sample_audit (draw_id, kind, stratum, rank);

-- Accounts are read by the administrator alone; those who spread the audits see these names, their districts, and who has left.
CREATE FUNCTION app_auditors() RETURNS TABLE (id uuid, name text, role role, active boolean, districts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.id, a.name, a.role, a.state = 'active',
         ARRAY(SELECT d.district_id FROM account_district d WHERE d.account_id = a.id ORDER BY d.district_id)
    FROM account a
   WHERE app_leads_inspections() AND a.jurisdiction_id = app_jurisdiction()
     AND a.role IN ('bureau_officer', 'care_supervisor', 'care_specialist')
   ORDER BY a.role, a.name, a.id
$$;

-- The cases of a draw that have a check of this kind. A specialist sees the own checks alone, and must not draw a case again that
-- somebody else has.
CREATE FUNCTION app_sampled_cases(of_draw uuid, of_kind sample_audit_kind) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.case_id FROM sample_audit a
   WHERE app_inspects() AND a.jurisdiction_id = app_jurisdiction() AND a.draw_id = of_draw AND a.kind = of_kind
$$;

-- The draw is made by those who lead; whoever finds nobody at home adds the next rank in that place and nothing else.
DROP POLICY add ON sample_audit;
CREATE POLICY add ON sample_audit FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND (app_leads_inspections() OR (app_inspects() AND kind = 'telephone_survey' AND replaces_rank IS NOT NULL))
);
