-- Lists of a city with 60,000 cases: every order is read from an index or sorted over what is narrow, and what a fence asks of the
-- actor is asked once a statement.

-- The client's name beside the file, so that lists of cases, plans and dispatches look for it and sort by it without the client. Who
-- sees a file sees its client's name. It is kept by the database alone, whatever a statement says.
ALTER TABLE case_file ADD COLUMN name_folded text NOT NULL DEFAULT '';
UPDATE case_file f SET name_folded = c.name_folded FROM client c WHERE c.id = f.client_id;

CREATE FUNCTION keep_case_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  NEW.name_folded := (SELECT c.name_folded FROM client c WHERE c.id = NEW.client_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER case_name BEFORE INSERT OR UPDATE OF client_id, name_folded ON case_file
  FOR EACH ROW EXECUTE FUNCTION keep_case_name();

CREATE FUNCTION pass_on_client_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE case_file SET name_folded = NEW.name_folded WHERE jurisdiction_id = NEW.jurisdiction_id AND client_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER client_name AFTER UPDATE OF name_folded ON client
  FOR EACH ROW WHEN (OLD.name_folded IS DISTINCT FROM NEW.name_folded) EXECUTE FUNCTION pass_on_client_name();
REVOKE ALL ON FUNCTION keep_case_name(), pass_on_client_name() FROM PUBLIC;

-- Numbers and codes are letters and digits of ASCII: compared byte by byte, not by the strokes of Chinese.
ALTER TABLE case_file ALTER COLUMN number TYPE text COLLATE "C";

-- The orders of the list of cases. A status or a district with its first cases stands beside it.
CREATE INDEX "case_file_jurisdiction_id_name_folded_number_idx" ON "case_file"("jurisdiction_id", "name_folded", "number");
CREATE INDEX "case_file_jurisdiction_id_status_number_idx" ON "case_file"("jurisdiction_id", "status", "number");
CREATE INDEX "case_file_jurisdiction_id_district_id_number_idx" ON "case_file"("jurisdiction_id", "district_id", "number");
-- A status is compared only after row-level security has spoken (comparing enums is not leakproof), so nothing was found by these.
DROP INDEX "case_file_jurisdiction_id_status_applied_on_idx";
DROP INDEX "case_file_jurisdiction_id_district_id_status_idx";
