-- A contract that was recorded wrongly may lose a service or a district until it begins (the service looks at the day).
GRANT DELETE ON contract_service, contract_district TO caretower_role;
CREATE POLICY remove ON contract_service FOR DELETE USING (
  jurisdiction_id = app_jurisdiction() AND app_is_office()
  AND EXISTS (SELECT FROM contract c WHERE c.id = contract_id AND c.closed_on IS NULL)
);
CREATE POLICY remove ON contract_district FOR DELETE USING (
  jurisdiction_id = app_jurisdiction() AND app_is_office()
  AND EXISTS (SELECT FROM contract c WHERE c.id = contract_id AND c.closed_on IS NULL)
);
