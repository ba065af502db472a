-- The second fence. Every transaction of the application says who acts (`set_config('app.…', …, true)`);
-- without that these policies show nothing. The owner of the tables is not bound by them; the application never is the owner.

CREATE FUNCTION app_setting(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.' || name, true), '') $$;
CREATE FUNCTION app_jurisdiction() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app_setting('jurisdiction') $$;
CREATE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app_setting('role') $$;
CREATE FUNCTION app_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app_setting('account')::uuid $$;
CREATE FUNCTION app_unit() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app_setting('unit')::uuid $$;

-- Staff of the bureau and of its LTC centre.
CREATE FUNCTION app_is_bureau() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_admin', 'bureau_officer', 'care_supervisor', 'care_specialist', 'system'), false) $$;
-- Those who keep contracts, closures and staff files.
CREATE FUNCTION app_is_office() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_admin', 'bureau_officer', 'system'), false) $$;
CREATE FUNCTION app_is_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('bureau_admin', 'system'), false) $$;

GRANT USAGE ON SCHEMA public TO caretower_role;

-- Reference data: read only, of the actor's own city -------------------------------------------------------
GRANT SELECT ON jurisdiction, district, service_zone, zone_adjacency, district_need TO caretower_role;
ALTER TABLE jurisdiction ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_city ON jurisdiction FOR SELECT USING (id = app_jurisdiction());
ALTER TABLE district ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_city ON district FOR SELECT USING (jurisdiction_id = app_jurisdiction());
ALTER TABLE service_zone ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_city ON service_zone FOR SELECT USING (jurisdiction_id = app_jurisdiction());
ALTER TABLE zone_adjacency ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_city ON zone_adjacency FOR SELECT USING (EXISTS (SELECT FROM service_zone z WHERE z.id = zone_id));
ALTER TABLE district_need ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_city ON district_need FOR SELECT USING (jurisdiction_id = app_jurisdiction());

-- The public registry: everyone of the city reads, the office writes ------------------------------------------
GRANT SELECT, INSERT, UPDATE ON organisation, unit, listing, opening_hours, name_note TO caretower_role;
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON organisation FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON organisation FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON organisation FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE unit ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON unit FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON unit FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON unit FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE listing ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON listing FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON listing FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON listing FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE opening_hours ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON opening_hours FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON opening_hours FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON opening_hours FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE name_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON name_note FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON name_note FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_admin());
CREATE POLICY change ON name_note FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_admin());

GRANT SELECT, INSERT, UPDATE ON registry_import TO caretower_role;
ALTER TABLE registry_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY admin ON registry_import USING (jurisdiction_id = app_jurisdiction() AND app_is_admin());

GRANT SELECT, INSERT, UPDATE ON closure TO caretower_role;
ALTER TABLE closure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON closure FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON closure FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON closure FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());

-- Who owns whom: the bureau; an A unit sees the pairs (they show on its monthly table) -------------------------
GRANT SELECT, INSERT, UPDATE ON related_party TO caretower_role;
ALTER TABLE related_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON related_party FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_is_bureau()
    OR EXISTS (
      SELECT FROM unit u WHERE u.id = app_unit() AND u.organisation_id IN (organisation_a_id, organisation_b_id)
    )
  )
);
CREATE POLICY add ON related_party FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON related_party FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());

-- Contracts: the bureau, and the unit its own -----------------------------------------------------------------
GRANT SELECT, INSERT, UPDATE ON contract, contract_service, contract_district TO caretower_role;
ALTER TABLE contract ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON contract FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR unit_id = app_unit()));
CREATE POLICY add ON contract FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON contract FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE contract_service ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON contract_service FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR unit_id = app_unit()));
CREATE POLICY add ON contract_service FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON contract_service FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE contract_district ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON contract_district FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND EXISTS (SELECT FROM contract c WHERE c.id = contract_id));
CREATE POLICY add ON contract_district FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());

-- Staff: the bureau, and the unit its own; kept by the office and the A unit's manager --------------------------
GRANT SELECT, INSERT, UPDATE ON staff TO caretower_role;
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON staff FOR SELECT
  USING (jurisdiction_id = app_jurisdiction() AND (app_is_bureau() OR unit_id = app_unit()));
CREATE POLICY add ON staff FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND (app_is_office() OR (app_role() = 'a_unit_manager' AND unit_id = app_unit()))
);
CREATE POLICY change ON staff FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND (app_is_office() OR (app_role() = 'a_unit_manager' AND unit_id = app_unit()))
);

-- Accounts: oneself, the admin the city's, an A unit's manager the own unit's. Signing in knows only the login. --
GRANT SELECT, INSERT, UPDATE ON account, session, password_link, old_password TO caretower_role;
GRANT SELECT, INSERT, DELETE ON account_district TO caretower_role;
CREATE FUNCTION app_manages_account(of_jurisdiction text, of_unit uuid, of_role role) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT of_jurisdiction = app_jurisdiction()
    AND (
      app_is_admin()
      OR (app_role() = 'a_unit_manager' AND of_unit = app_unit() AND of_role IN ('a_unit_manager', 'case_manager'))
    )
$$;
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON account FOR SELECT USING (
  id = app_account() OR login = app_setting('login') OR app_manages_account(jurisdiction_id, unit_id, role)
);
CREATE POLICY add ON account FOR INSERT WITH CHECK (app_manages_account(jurisdiction_id, unit_id, role));
CREATE POLICY change ON account FOR UPDATE USING (
  id = app_account() OR login = app_setting('login') OR app_manages_account(jurisdiction_id, unit_id, role)
);
-- Rows that hang on an account are seen with it.
ALTER TABLE account_district ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON account_district FOR SELECT USING (EXISTS (SELECT FROM account a WHERE a.id = account_id));
CREATE POLICY add ON account_district FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_admin());
CREATE POLICY remove ON account_district FOR DELETE USING (jurisdiction_id = app_jurisdiction() AND app_is_admin());
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON session USING (id = app_setting('session')::uuid OR account_id = app_account());
ALTER TABLE password_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON password_link FOR SELECT
  USING (secret_hash = decode(app_setting('link'), 'hex') OR EXISTS (SELECT FROM account a WHERE a.id = account_id));
CREATE POLICY add ON password_link FOR INSERT WITH CHECK (EXISTS (SELECT FROM account a WHERE a.id = account_id));
CREATE POLICY change ON password_link FOR UPDATE USING (EXISTS (SELECT FROM account a WHERE a.id = account_id));
ALTER TABLE old_password ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON old_password USING (account_id = app_account());

-- Audit: everyone adds for their own city; nobody changes ---------------------------------------------------------
GRANT SELECT, INSERT ON audit_entry TO caretower_role;
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY add ON audit_entry FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND account_id IS NOT DISTINCT FROM app_account());
CREATE POLICY read ON audit_entry FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_role() IN ('bureau_admin', 'system')
    OR (app_role() IN ('bureau_officer', 'care_supervisor') AND unit_id IS NOT NULL)
    OR (app_role() = 'a_unit_manager' AND unit_id = app_unit())
    OR account_id = app_account()
  )
);
