-- Part-of-name search, and exclusion constraints over ids and enums.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The group role that table rights are granted to. The application's login is a member of it and owns nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'caretower_role') THEN
    CREATE ROLE caretower_role NOLOGIN;
  END IF;
END
$$;
