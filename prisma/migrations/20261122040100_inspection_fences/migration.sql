-- What the schema's comments on inspections, sampling and penalties promise and Prisma cannot say, and who sees what.

-- Invariants -----------------------------------------------------------------------------------------------
CREATE UNIQUE INDEX checklist_template_one_draft ON checklist_template (jurisdiction_id, form_key) WHERE state = 'draft';
CREATE UNIQUE INDEX checklist_template_one_in_force ON checklist_template (jurisdiction_id, form_key) WHERE state = 'in_force';
CREATE UNIQUE INDEX inspection_answer_one ON inspection_answer (inspection_id, item_key, case_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX finding_one_per_item ON finding (inspection_id, item_key, case_id) NULLS NOT DISTINCT;
ALTER TABLE inspection
  ADD CONSTRAINT inspection_signed CHECK ((state = 'signed') = (signed_at IS NOT NULL) AND (state <> 'signed' OR visited_on IS NOT NULL)),
  ADD CONSTRAINT inspection_cancelled CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL AND length(trim(cancel_reason)) > 0)),
  ADD CONSTRAINT inspection_week CHECK (planned_week IS NULL OR extract(isodow FROM planned_week) = 1);
ALTER TABLE inspection_signature ADD CONSTRAINT inspection_signature_or_refusal CHECK ((strokes IS NULL) <> (refused_reason IS NULL));
ALTER TABLE inspection_photo ADD CONSTRAINT inspection_photo_size CHECK (size > 0);
ALTER TABLE finding
  ADD CONSTRAINT finding_settled CHECK ((state IN ('closed', 'failed')) = (settled_on IS NOT NULL) AND (settled_on IS NULL) = (in_time IS NULL)),
  ADD CONSTRAINT finding_due CHECK (due_on >= created_on);
ALTER TABLE sampling_draw ADD CONSTRAINT sampling_draw_first_day CHECK (date_part('day', month) = 1 AND size >= 0);
ALTER TABLE sample_audit
  ADD CONSTRAINT sample_audit_done CHECK ((state = 'done') = (done_at IS NOT NULL)),
  ADD CONSTRAINT sample_audit_rank CHECK (rank >= 1 AND (replaces_rank IS NULL OR replaces_rank < rank));
ALTER TABLE incident ADD CONSTRAINT incident_closed CHECK ((state = 'closed') = (closed_on IS NOT NULL));
ALTER TABLE violation
  ADD CONSTRAINT violation_decided CHECK (
    (state = 'decided') = (points IS NOT NULL) AND (state = 'decided') = (decided_on IS NOT NULL)
    AND (state NOT IN ('decided', 'dropped') OR length(trim(grounds)) > 0)
  ),
  ADD CONSTRAINT violation_points CHECK (points IS NULL OR points >= 0),
  ADD CONSTRAINT violation_statement CHECK ((statement IS NULL) = (stated_at IS NULL));
ALTER TABLE point_entry ADD CONSTRAINT point_entry_not_nothing CHECK (points <> 0);
ALTER TABLE point_review ADD CONSTRAINT point_review_decided CHECK ((state = 'asked') = (decided_on IS NULL) AND (decided_on IS NULL) = (decision IS NULL));
ALTER TABLE measure
  ADD CONSTRAINT measure_decided CHECK (
    state NOT IN ('decided', 'lifted') OR (decided_on IS NOT NULL AND length(trim(grounds)) > 0 AND from_on IS NOT NULL)
  ),
  ADD CONSTRAINT measure_span CHECK (through_on IS NULL OR through_on >= from_on),
  ADD CONSTRAINT measure_suspension_ends CHECK (kind <> 'suspension' OR state NOT IN ('decided', 'lifted') OR through_on IS NOT NULL);

-- A form that was published is never another one afterwards.
CREATE FUNCTION checklist_template_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (OLD.content, OLD.title, OLD.revised_on, OLD.form_key, OLD.version_no, OLD.published_at)
       IS DISTINCT FROM (NEW.content, NEW.title, NEW.revised_on, NEW.form_key, NEW.version_no, NEW.published_at) THEN
    RAISE EXCEPTION 'checklist template % is published and never changes', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND NEW.state = 'draft' THEN
    RAISE EXCEPTION 'checklist template % was published and cannot be a draft again', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep BEFORE UPDATE ON checklist_template FOR EACH ROW EXECUTE FUNCTION checklist_template_keep();

-- After signing nothing changes.
CREATE FUNCTION inspection_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'signed' THEN
    RAISE EXCEPTION 'inspection % is signed', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON inspection FOR EACH ROW EXECUTE FUNCTION inspection_keep();
CREATE FUNCTION inspection_part_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  of_inspection uuid := coalesce(NEW.inspection_id, OLD.inspection_id);
BEGIN
  IF EXISTS (SELECT FROM inspection i WHERE i.id = of_inspection AND i.state IN ('signed', 'cancelled')) THEN
    RAISE EXCEPTION 'inspection % is signed or cancelled', of_inspection USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON inspection_answer FOR EACH ROW EXECUTE FUNCTION inspection_part_keep();
CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON inspection_case FOR EACH ROW EXECUTE FUNCTION inspection_part_keep();
CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON inspection_photo FOR EACH ROW EXECUTE FUNCTION inspection_part_keep();
CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON inspection_signature FOR EACH ROW EXECUTE FUNCTION inspection_part_keep();
CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON inspection_inspector FOR EACH ROW EXECUTE FUNCTION inspection_part_keep();

-- Running numbers of a city and ROC year, without gaps; as the owner, so that nobody counts by hand.
CREATE FUNCTION app_next_number(of_kind text, of_year int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  given int;
BEGIN
  IF NOT app_is_bureau() THEN
    RAISE EXCEPTION 'only the bureau gives numbers' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO running_number (jurisdiction_id, kind, roc_year, last) VALUES (app_jurisdiction(), of_kind, of_year, 1)
    ON CONFLICT (jurisdiction_id, kind, roc_year) DO UPDATE SET last = running_number.last + 1
    RETURNING last INTO given;
  RETURN given;
END
$$;
ALTER TABLE running_number ENABLE ROW LEVEL SECURITY;

-- Who sees what -----------------------------------------------------------------------------------------------
-- Those who inspect and audit. The administrator keeps the forms and sees no inspection.
CREATE FUNCTION app_inspects() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_officer', 'care_supervisor', 'care_specialist', 'system'), false) $$;
-- Those who plan inspections and judge corrections.
CREATE FUNCTION app_leads_inspections() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_officer', 'care_supervisor', 'system'), false) $$;
-- Those who decide on points and their consequences.
CREATE FUNCTION app_penalises() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_officer', 'system'), false) $$;
-- Those who answer for a unit.
CREATE FUNCTION app_answers_for_unit() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('a_unit_manager', 'b_unit_staff'), false) $$;

GRANT SELECT, INSERT, UPDATE ON checklist_template TO caretower_role;
GRANT DELETE ON checklist_template TO caretower_role;
ALTER TABLE checklist_template ENABLE ROW LEVEL SECURITY;
-- A unit reads the form of its own inspections; forms are public papers.
CREATE POLICY read ON checklist_template FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR state <> 'draft'));
CREATE POLICY add ON checklist_template FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_admin());
CREATE POLICY change ON checklist_template FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_admin());
CREATE POLICY discard ON checklist_template FOR DELETE USING (jurisdiction_id = app_jurisdiction() AND app_is_admin() AND state = 'draft');

GRANT SELECT, INSERT, UPDATE ON inspection, inspection_answer, finding TO caretower_role;
GRANT SELECT, INSERT, DELETE ON inspection_inspector, inspection_photo TO caretower_role;
GRANT SELECT, INSERT ON inspection_case, inspection_signature, inspection_addendum, finding_step, finding_evidence,
  finding_reinspection TO caretower_role;

ALTER TABLE inspection ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND (app_inspects() OR (unit_id = app_unit() AND state = 'signed'))
);
CREATE POLICY add ON inspection FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());
CREATE POLICY change ON inspection FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_leads_inspections()
    OR (
      app_role() = 'care_specialist'
      AND EXISTS (SELECT FROM inspection_inspector p WHERE p.inspection_id = id AND p.account_id = app_account())
    )
  )
);

-- The parts go with the inspection, whose own policy applies inside; only those who inspect write them.
ALTER TABLE inspection_inspector ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection_inspector FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_inspects() OR app_unit() IS NOT NULL));
CREATE POLICY add ON inspection_inspector FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());
CREATE POLICY remove ON inspection_inspector FOR DELETE USING (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());

ALTER TABLE inspection_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection_case FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY add ON inspection_case FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_inspects() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
ALTER TABLE inspection_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection_answer FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY add ON inspection_answer FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_inspects() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY change ON inspection_answer FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND app_inspects() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
ALTER TABLE inspection_photo ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection_photo FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY add ON inspection_photo FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_inspects());
CREATE POLICY remove ON inspection_photo FOR DELETE USING (jurisdiction_id = app_jurisdiction() AND app_inspects());
ALTER TABLE inspection_signature ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection_signature FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY add ON inspection_signature FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_inspects());
ALTER TABLE inspection_addendum ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON inspection_addendum FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY add ON inspection_addendum FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_inspects()
  AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id AND i.state = 'signed')
);

ALTER TABLE finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON finding FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND (app_inspects() OR unit_id = app_unit()));
CREATE POLICY add ON finding FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_inspects());
CREATE POLICY change ON finding FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND (app_leads_inspections() OR (app_answers_for_unit() AND unit_id = app_unit()))
);
ALTER TABLE finding_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON finding_step FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM finding f WHERE f.id = finding_id)
);
CREATE POLICY add ON finding_step FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND (app_inspects() OR app_answers_for_unit())
  AND EXISTS (SELECT FROM finding f WHERE f.id = finding_id)
);
ALTER TABLE finding_evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON finding_evidence FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM finding_step s WHERE s.id = step_id)
);
CREATE POLICY add ON finding_evidence FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM finding_step s WHERE s.id = step_id)
);
-- A unit learns of a re-inspection when it is signed, so the link shows with the inspection.
ALTER TABLE finding_reinspection ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON finding_reinspection FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND EXISTS (SELECT FROM inspection i WHERE i.id = inspection_id)
);
CREATE POLICY add ON finding_reinspection FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());

-- Sampling: the bureau's; a unit is not told whom of its cases somebody will call.
GRANT SELECT, INSERT ON sampling_draw, call_attempt TO caretower_role;
GRANT SELECT, INSERT, UPDATE ON sample_audit, incident TO caretower_role;
ALTER TABLE sampling_draw ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON sampling_draw FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_inspects());
CREATE POLICY add ON sampling_draw FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());
ALTER TABLE sample_audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON sample_audit FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND (app_leads_inspections() OR (app_inspects() AND assigned_to_id = app_account()))
);
CREATE POLICY add ON sample_audit FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_inspects());
CREATE POLICY change ON sample_audit FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND (app_leads_inspections() OR (app_inspects() AND assigned_to_id = app_account()))
);
ALTER TABLE call_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_audit ON call_attempt USING (
  jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM sample_audit a WHERE a.id = audit_id)
);
ALTER TABLE incident ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON incident FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_inspects());
CREATE POLICY add ON incident FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_inspects());
CREATE POLICY change ON incident FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_inspects());

-- Penalties: the unit sees its own from the hearing on.
GRANT SELECT, INSERT, UPDATE ON violation, point_review, measure TO caretower_role;
GRANT SELECT, INSERT ON point_entry TO caretower_role;
GRANT SELECT, INSERT, UPDATE (arrived_on) ON letter TO caretower_role;
ALTER TABLE violation ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON violation FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND (app_inspects() OR (unit_id = app_unit() AND state <> 'proposed'))
);
CREATE POLICY add ON violation FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());
CREATE POLICY change ON violation FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction()
  AND (app_leads_inspections() OR (app_answers_for_unit() AND unit_id = app_unit() AND state = 'hearing'))
) WITH CHECK (
  jurisdiction_id = app_jurisdiction()
  AND (app_leads_inspections() OR (app_answers_for_unit() AND unit_id = app_unit() AND state = 'hearing'))
);
ALTER TABLE point_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON point_entry FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND (app_inspects() OR unit_id = app_unit()));
CREATE POLICY add ON point_entry FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_penalises());
ALTER TABLE point_review ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON point_review FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND (app_inspects() OR unit_id = app_unit()));
CREATE POLICY add ON point_review FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_answers_for_unit() AND unit_id = app_unit()
);
CREATE POLICY change ON point_review FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_penalises());
ALTER TABLE measure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON measure FOR SELECT USING (
  jurisdiction_id = app_jurisdiction() AND (app_inspects() OR (unit_id = app_unit() AND state IN ('decided', 'lifted')))
);
CREATE POLICY add ON measure FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_penalises());
CREATE POLICY change ON measure FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_penalises());
ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON letter FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND (app_inspects() OR unit_id = app_unit()));
CREATE POLICY add ON letter FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_leads_inspections());
CREATE POLICY change ON letter FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND (app_leads_inspections() OR unit_id = app_unit())
);
