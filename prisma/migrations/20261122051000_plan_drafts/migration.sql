-- CreateEnum
CREATE TYPE "plan_draft_state" AS ENUM ('previewed', 'applied', 'discarded');

-- CreateTable
CREATE TABLE "plan_draft" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "plan_year" INTEGER NOT NULL,
    "state" "plan_draft_state" NOT NULL,
    "tables" JSONB NOT NULL,
    "report" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "applied_at" TIMESTAMPTZ(3),
    "applied_by_id" UUID,

    CONSTRAINT "plan_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "plan_draft_jurisdiction_id_created_at_idx" ON "plan_draft"("jurisdiction_id", "created_at");

-- AddForeignKey
ALTER TABLE "plan_draft" ADD CONSTRAINT "plan_draft_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE plan_draft
  ADD CONSTRAINT plan_draft_applied CHECK ((state = 'applied') = (applied_at IS NOT NULL AND report IS NOT NULL)),
  ADD CONSTRAINT plan_draft_year CHECK (plan_year BETWEEN 106 AND 199);

-- A draft is the office's own paper until it stands.
GRANT SELECT, INSERT, UPDATE (state, report, applied_at, applied_by_id) ON plan_draft TO caretower_role;
ALTER TABLE plan_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY office ON plan_draft USING (jurisdiction_id = app_jurisdiction() AND app_is_office())
  WITH CHECK (jurisdiction_id = app_jurisdiction() AND app_is_office());
