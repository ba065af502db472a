-- A monthly table is filed by the unit's manager, judged by the supervisor or an officer, and stays as it was filed.

CREATE POLICY not_for_the_administrator ON monthly_dispatch_table AS RESTRICTIVE FOR SELECT
  USING (app_role() IS DISTINCT FROM 'bureau_admin');
CREATE POLICY filed_by_manager ON monthly_dispatch_table AS RESTRICTIVE FOR INSERT
  WITH CHECK (app_role() = 'a_unit_manager' AND state = 'filed');
-- The manager puts a newer one in the place of the former and never judges; who judges puts nothing in its place.
CREATE POLICY judged_by_centre ON monthly_dispatch_table AS RESTRICTIVE FOR UPDATE
  USING (app_role() IN ('a_unit_manager', 'care_supervisor', 'bureau_officer'))
  WITH CHECK (
    CASE WHEN app_role() = 'a_unit_manager' THEN state = 'replaced' ELSE state IN ('accepted', 'returned') END
  );

CREATE FUNCTION keep_monthly_table_as_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.jurisdiction_id, NEW.a_unit_id, NEW.month, NEW.version_no, NEW.content, NEW.explanations, NEW.refile_reason,
      NEW.filed_at, NEW.filed_by_id)
     IS DISTINCT FROM
     (OLD.jurisdiction_id, OLD.a_unit_id, OLD.month, OLD.version_no, OLD.content, OLD.explanations, OLD.refile_reason,
      OLD.filed_at, OLD.filed_by_id)
  THEN
    RAISE EXCEPTION 'monthly_table_frozen: a filed table is not changed; it is filed again';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER monthly_table_frozen BEFORE UPDATE ON monthly_dispatch_table
  FOR EACH ROW EXECUTE FUNCTION keep_monthly_table_as_filed();

CREATE POLICY written_by_manager ON dispatch_principles AS RESTRICTIVE FOR INSERT WITH CHECK (app_role() = 'a_unit_manager');
CREATE POLICY changed_by_manager ON dispatch_principles AS RESTRICTIVE FOR UPDATE USING (app_role() = 'a_unit_manager');
CREATE POLICY published_by_manager ON published_dispatch AS RESTRICTIVE FOR INSERT WITH CHECK (app_role() = 'a_unit_manager');
CREATE POLICY republished_by_manager ON published_dispatch AS RESTRICTIVE FOR UPDATE USING (app_role() = 'a_unit_manager');
