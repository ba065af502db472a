-- A migration with what breaks a runner that splits at semicolons.
CREATE TABLE "note" ("id" INTEGER NOT NULL, "text" TEXT NOT NULL DEFAULT 'a;b', CONSTRAINT "note_pkey" PRIMARY KEY ("id"));

CREATE FUNCTION "shout"(said TEXT) RETURNS TEXT LANGUAGE plpgsql AS $$
BEGIN
  RETURN upper(said); -- 長照;照顧
END;
$$;
