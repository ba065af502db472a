-- CreateEnum
CREATE TYPE "figure_kind" AS ENUM ('target', 'actual', 'forecast');

-- CreateTable
CREATE TABLE "plan_table" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "plan_year" INTEGER NOT NULL,
    "table_key" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "file_name" TEXT,
    "sha256" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_by_id" UUID,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "figure" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "indicator_key" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "month" INTEGER,
    "district_id" TEXT,
    "division" TEXT,
    "kind" "figure_kind" NOT NULL,
    "value" DECIMAL(20,6),
    "absence" TEXT,
    "source" TEXT NOT NULL,
    "as_of" DATE,
    "plan_table_id" UUID,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_table_jurisdiction_id_plan_year_table_key_edition_key" ON "plan_table"("jurisdiction_id", "plan_year", "table_key", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "plan_table_jurisdiction_id_id_key" ON "plan_table"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "figure_jurisdiction_id_indicator_key_year_idx" ON "figure"("jurisdiction_id", "indicator_key", "year");

-- CreateIndex
CREATE INDEX "figure_jurisdiction_id_plan_table_id_idx" ON "figure"("jurisdiction_id", "plan_table_id");

-- AddForeignKey
ALTER TABLE "plan_table" ADD CONSTRAINT "plan_table_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure" ADD CONSTRAINT "figure_jurisdiction_id_plan_table_id_fkey" FOREIGN KEY ("jurisdiction_id", "plan_table_id") REFERENCES "plan_table"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure" ADD CONSTRAINT "figure_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema's comments promise and Prisma cannot say.
CREATE UNIQUE INDEX plan_table_one_standing ON plan_table (jurisdiction_id, plan_year, table_key) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX figure_one_standing ON figure (jurisdiction_id, indicator_key, year, month, district_id, division, kind) NULLS NOT DISTINCT;
ALTER TABLE figure
  ADD CONSTRAINT figure_value_or_reason CHECK ((value IS NULL) = (absence IS NOT NULL)),
  ADD CONSTRAINT figure_month CHECK (month BETWEEN 1 AND 12);
ALTER TABLE plan_table ADD CONSTRAINT plan_table_origin CHECK (origin IN ('reference', 'upload'));

-- Everyone of the city reads, also a visitor without an account: a plan is a public paper. The office enters.
GRANT SELECT, INSERT, UPDATE (superseded_at) ON plan_table TO caretower_role;
GRANT SELECT, INSERT, UPDATE, DELETE ON figure TO caretower_role;
ALTER TABLE plan_table ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON plan_table FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON plan_table FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON plan_table FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
ALTER TABLE figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON figure FOR SELECT USING (jurisdiction_id = app_jurisdiction());
CREATE POLICY add ON figure FOR INSERT WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY change ON figure FOR UPDATE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
CREATE POLICY remove ON figure FOR DELETE USING (jurisdiction_id = app_jurisdiction() AND app_is_office());
