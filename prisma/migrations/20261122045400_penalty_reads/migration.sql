-- A unit never learns of a violation that was dropped before it was heard.
DROP POLICY read ON violation;
CREATE POLICY read ON violation FOR SELECT USING (
  jurisdiction_id = app_jurisdiction()
  AND (
    app_inspects()
    OR (unit_id = app_unit() AND (state IN ('hearing', 'decided') OR (state = 'dropped' AND hearing_due_on IS NOT NULL)))
  )
);
