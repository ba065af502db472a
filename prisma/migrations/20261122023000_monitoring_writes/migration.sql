-- AA02 and what is referred outward are read by everyone who carries the case and written by its A unit alone.

DROP POLICY works ON monitoring;
CREATE POLICY read ON monitoring FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
CREATE POLICY add ON monitoring FOR INSERT WITH CHECK (
  jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit() AND app_works_case(case_id)
);
CREATE POLICY change ON monitoring FOR UPDATE USING (
  jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND a_unit_id = app_unit() AND app_works_case(case_id)
);

DROP POLICY works ON outward_referral;
CREATE POLICY read ON outward_referral FOR SELECT USING (jurisdiction_id = app_jurisdiction() AND app_works_case(case_id));
CREATE POLICY add ON outward_referral FOR INSERT
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND app_works_case(case_id));
CREATE POLICY change ON outward_referral FOR UPDATE
  USING (jurisdiction_id = app_jurisdiction() AND app_is_a_unit() AND app_works_case(case_id));

-- Referrals whose result is not known yet.
CREATE INDEX outward_referral_open ON outward_referral (jurisdiction_id, referred_on) WHERE followed_up_on IS NULL;
