-- Everyone may change the own account's row (password, failed attempts), but role, unit, city and login only
-- whoever manages accounts. A policy cannot tell columns apart; the owner of the tables is not bound, as by the policies.
CREATE FUNCTION account_keep_placement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF row_security_active('account')
    AND (NEW.role, NEW.unit_id, NEW.jurisdiction_id, NEW.login) IS DISTINCT FROM (OLD.role, OLD.unit_id, OLD.jurisdiction_id, OLD.login)
    AND (
      app_manages_account(OLD.jurisdiction_id, OLD.unit_id, OLD.role) IS NOT TRUE
      OR app_manages_account(NEW.jurisdiction_id, NEW.unit_id, NEW.role) IS NOT TRUE
      OR (OLD.id = app_account() AND NOT app_is_admin())
    )
  THEN
    RAISE EXCEPTION 'account_keep_placement: only who manages accounts changes role, unit, city or login'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER account_keep_placement BEFORE UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION account_keep_placement();
