-- What the schema's comments promise and Prisma cannot say.

-- Contracts ---------------------------------------------------------------------------------------------
-- CR §10: three years at the most. 民法 §121: the last day is the one before the corresponding day; where the
-- last month lacks that day (from 29 February), its last day.
ALTER TABLE contract
  ADD CONSTRAINT contract_period CHECK (
    ends_on >= starts_on
    AND ends_on <= CASE
      WHEN date_part('day', starts_on + interval '3 years') = date_part('day', starts_on)
        THEN (starts_on + interval '3 years' - interval '1 day')::date
      ELSE (starts_on + interval '3 years')::date
    END
  ),
  ADD CONSTRAINT contract_closed_within CHECK (closed_on IS NULL OR closed_on BETWEEN starts_on AND ends_on),
  ADD CONSTRAINT contract_effective CHECK (effective_until = coalesce(closed_on, ends_on)),
  ADD CONSTRAINT contract_closed_reason CHECK ((closed_on IS NULL) = (closed_reason IS NULL)),
  ADD CONSTRAINT contract_reply_complete CHECK ((renewal_reply IS NULL) = (renewal_reply_on IS NULL)),
  ADD CONSTRAINT contract_reply_after_notice CHECK (renewal_reply_on IS NULL OR renewal_reply_on >= renewal_notice_on),
  ADD CONSTRAINT contract_secondary_needs_main CHECK (secondary_zone_id IS NULL OR main_zone_id IS NOT NULL);

ALTER TABLE contract_service
  ADD CONSTRAINT contract_service_no_overlap EXCLUDE USING gist (
    unit_id WITH =, service WITH =, daterange(starts_on, effective_until, '[]') WITH &&
  );

-- Units, listings ---------------------------------------------------------------------------------------
ALTER TABLE unit
  ADD CONSTRAINT unit_c_kind_on_c CHECK (c_kind IS NULL OR tier = 'c'),
  ADD CONSTRAINT unit_not_merged_into_itself CHECK (merged_into_id <> id);
ALTER TABLE listing
  ADD CONSTRAINT listing_service_of_tier CHECK (
    (tier = 'a' AND service = 'case_management')
    OR (tier = 'c' AND service = 'c_station')
    OR (tier = 'b' AND service NOT IN ('case_management', 'c_station'))
  ),
  ADD CONSTRAINT listing_gone_since CHECK ((state = 'gone') = (gone_since IS NOT NULL)),
  ADD CONSTRAINT listing_vehicles CHECK (
    coalesce(vehicles_total, 0) >= 0 AND coalesce(vehicles_dedicated, 0) >= 0
    AND coalesce(vehicles_shared, 0) >= 0 AND coalesce(vehicles_taxi, 0) >= 0
  );
ALTER TABLE related_party
  ADD CONSTRAINT related_party_once CHECK (organisation_a_id < organisation_b_id);
CREATE UNIQUE INDEX related_party_standing ON related_party (jurisdiction_id, organisation_a_id, organisation_b_id)
  WHERE ended_at IS NULL;
CREATE UNIQUE INDEX closure_standing ON closure (jurisdiction_id, closed_on) WHERE withdrawn_at IS NULL;

-- People ------------------------------------------------------------------------------------------------
ALTER TABLE staff
  ADD CONSTRAINT staff_dates CHECK (
    (ended_on IS NULL OR ended_on >= started_on) AND (registered_on IS NULL OR registered_on >= started_on)
  );
CREATE UNIQUE INDEX staff_standing ON staff (jurisdiction_id, unit_id, national_id_index) WHERE ended_on IS NULL;

ALTER TABLE account
  ADD CONSTRAINT account_unit_by_role CHECK (
    (unit_id IS NOT NULL) = (role IN ('a_unit_manager', 'case_manager', 'b_unit_staff'))
  ),
  ADD CONSTRAINT account_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  ADD CONSTRAINT account_active_has_password CHECK (state <> 'active' OR password_hash IS NOT NULL),
  ADD CONSTRAINT account_login_plain CHECK (login = lower(login) AND login ~ '^[a-z0-9][a-z0-9._@-]{2,63}$');
CREATE UNIQUE INDEX account_one_a_person ON account (jurisdiction_id, national_id_index) WHERE state <> 'closed';

-- Audit: a partition a month ------------------------------------------------------------------------------
CREATE TABLE audit_entry_other PARTITION OF audit_entry DEFAULT;

-- Makes the partitions from this month on; called at every start, so that the default one stays empty.
CREATE FUNCTION audit_ensure_partitions(first_month date, months int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  month date := date_trunc('month', first_month)::date;
  name text;
BEGIN
  FOR i IN 1..months LOOP
    name := 'audit_entry_' || to_char(month, 'YYYY_MM');
    IF to_regclass(name) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF audit_entry FOR VALUES FROM (%L) TO (%L)',
        name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC'
      );
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION audit_ensure_partitions(date, int) FROM PUBLIC;
