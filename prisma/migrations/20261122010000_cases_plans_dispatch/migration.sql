-- CreateEnum
CREATE TYPE "plan_kind" AS ENUM ('initial', 'change', 'renewal');

-- CreateEnum
CREATE TYPE "plan_status" AS ENUM ('draft', 'submitted', 'returned', 'approved', 'superseded', 'withdrawn');

-- CreateEnum
CREATE TYPE "sex" AS ENUM ('male', 'female', 'other');

-- CreateEnum
CREATE TYPE "case_source" AS ENUM ('walk_in', 'hotline_1966', 'discharge_planning', 'a_unit_outreach', 'foreign_caregiver_application', 'other');

-- CreateEnum
CREATE TYPE "case_status" AS ENUM ('applied', 'not_eligible', 'assessed', 'dispatched', 'assigned', 'in_service', 'closed');

-- CreateEnum
CREATE TYPE "close_reason" AS ENUM ('died', 'moved', 'institution', 'recovered', 'refused', 'lost_contact', 'other');

-- CreateEnum
CREATE TYPE "assessment_kind" AS ENUM ('initial', 'reassessment');

-- CreateEnum
CREATE TYPE "rotation_state" AS ENUM ('draft', 'submitted', 'returned', 'approved', 'superseded');

-- CreateEnum
CREATE TYPE "dispatch_basis" AS ENUM ('client_choice', 'rotation', 'deviation', 'own_development', 'continuation');

-- CreateEnum
CREATE TYPE "dispatch_state" AS ENUM ('waiting', 'accepted', 'declined', 'taken_back', 'withdrawn', 'ended');

-- CreateEnum
CREATE TYPE "monthly_table_state" AS ENUM ('filed', 'returned', 'accepted', 'replaced');

-- CreateEnum
CREATE TYPE "clock_kind" AS ENUM ('plan', 'referral', 'first_service', 'monitoring', 'plan_renewal', 'reassessment', 'monthly_dispatch_table');

-- CreateEnum
CREATE TYPE "contact_kind" AS ENUM ('phone', 'visit');

-- CreateEnum
CREATE TYPE "outward_referral_kind" AS ENUM ('violence', 'suicide', 'caregiver_support', 'dementia_centre', 'c_station', 'medical', 'social_assistance', 'other');

-- CreateTable
CREATE TABLE "payment_code" (
    "code" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "name" TEXT NOT NULL,
    "group_name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "price" INTEGER,
    "price_remote" INTEGER,
    "quota" TEXT NOT NULL,
    "cms_levels" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "payment_code_pkey" PRIMARY KEY ("code","effective_from")
);

-- CreateTable
CREATE TABLE "care_plan" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "a_unit_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "kind" "plan_kind" NOT NULL,
    "status" "plan_status" NOT NULL,
    "reason" TEXT,
    "visited_on" DATE,
    "need_level" INTEGER NOT NULL,
    "copay_class" INTEGER NOT NULL,
    "has_foreign_caregiver" BOOLEAN NOT NULL,
    "problem_notes" JSONB NOT NULL,
    "outcome" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "submitted_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "remark" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "care_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_item" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "plan_id" UUID NOT NULL,
    "sort_order" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_price" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "problem_id" UUID,
    "goal" TEXT,
    "remark" TEXT,

    CONSTRAINT "plan_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "national_id_cipher" BYTEA NOT NULL,
    "national_id_index" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "sex" "sex" NOT NULL,
    "born_on" DATE NOT NULL,
    "contact_cipher" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "client_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "status" "case_status" NOT NULL,
    "source" "case_source" NOT NULL,
    "applied_on" DATE NOT NULL,
    "district_id" TEXT NOT NULL,
    "need_level" INTEGER,
    "copay_class" INTEGER,
    "has_foreign_caregiver" BOOLEAN NOT NULL DEFAULT false,
    "last_assessed_on" DATE,
    "next_reassessment_on" DATE,
    "a_unit_id" UUID,
    "manager_id" UUID,
    "closed_on" DATE,
    "close_reason" "close_reason",
    "close_note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" "assessment_kind" NOT NULL,
    "assessed_on" DATE NOT NULL,
    "need_level" INTEGER NOT NULL,
    "copay_class" INTEGER NOT NULL,
    "has_foreign_caregiver" BOOLEAN NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_problem" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "sort_order" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "care_problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "manager_assignment" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "a_unit_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "manager_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rotation" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "a_unit_id" UUID,
    "zone_id" TEXT,
    "district_id" TEXT,
    "service" "service" NOT NULL,
    "state" "rotation_state" NOT NULL,
    "valid_from" DATE,
    "valid_through" DATE,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "turns" INTEGER NOT NULL DEFAULT 0,
    "inventory_note" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by_id" UUID,
    "review_remark" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "rotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rotation_entry" (
    "rotation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "paused_reason" TEXT,
    "note" TEXT,

    CONSTRAINT "rotation_entry_pkey" PRIMARY KEY ("rotation_id","position")
);

-- CreateTable
CREATE TABLE "dispatch" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "plan_id" UUID,
    "from_unit_id" UUID,
    "to_unit_id" UUID NOT NULL,
    "service" "service" NOT NULL,
    "basis" "dispatch_basis" NOT NULL,
    "reason" TEXT,
    "consent_id" UUID,
    "rotation_id" UUID,
    "turn" INTEGER,
    "decision" JSONB NOT NULL,
    "state" "dispatch_state" NOT NULL,
    "dispatched_on" DATE NOT NULL,
    "dispatched_at" TIMESTAMPTZ(3) NOT NULL,
    "dispatched_by_id" UUID,
    "answered_on" DATE,
    "answer_reason" TEXT,
    "without_reason" BOOLEAN NOT NULL DEFAULT false,
    "first_service_on" DATE,
    "ended_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "dispatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_capacity" (
    "unit_id" UUID NOT NULL,
    "service" "service" NOT NULL,
    "district_id" TEXT NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "capacity" INTEGER,
    "earliest_start" DATE,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID,

    CONSTRAINT "unit_capacity_pkey" PRIMARY KEY ("unit_id","service","district_id")
);

-- CreateTable
CREATE TABLE "dispatch_suspension" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "services" "service"[],
    "from_on" DATE NOT NULL,
    "through_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "dispatch_suspension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monthly_dispatch_table" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "a_unit_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "version_no" INTEGER NOT NULL,
    "state" "monthly_table_state" NOT NULL,
    "content" JSONB NOT NULL,
    "explanations" JSONB NOT NULL,
    "refile_reason" TEXT,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "filed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by_id" UUID,
    "review_remark" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "monthly_dispatch_table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispatch_principles" (
    "a_unit_id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID,

    CONSTRAINT "dispatch_principles_pkey" PRIMARY KEY ("a_unit_id")
);

-- CreateTable
CREATE TABLE "published_dispatch" (
    "a_unit_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_dispatch_pkey" PRIMARY KEY ("a_unit_id","month")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "kind" "clock_kind" NOT NULL,
    "case_id" UUID,
    "unit_id" UUID,
    "subject_id" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "done_on" DATE,
    "cancelled_on" DATE,
    "excuse" TEXT,
    "excused_by_id" UUID,
    "outcome" JSONB NOT NULL,
    "moved_at" TIMESTAMPTZ(3),
    "moved_from" DATE,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "a_unit_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "contact_on" DATE NOT NULL,
    "contact_kind" "contact_kind" NOT NULL,
    "usage" JSONB NOT NULL,
    "problems" TEXT,
    "plan_change_needed" BOOLEAN NOT NULL DEFAULT false,
    "c_station_informed" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "monitoring_pkey" PRIMARY KEY ("id","month")
) PARTITION BY RANGE ("month");

-- CreateTable
CREATE TABLE "outward_referral" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "monitoring_id" UUID,
    "kind" "outward_referral_kind" NOT NULL,
    "referred_on" DATE NOT NULL,
    "receiver" TEXT NOT NULL,
    "note" TEXT,
    "followed_up_on" DATE,
    "result" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "outward_referral_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "care_plan_jurisdiction_id_status_submitted_at_idx" ON "care_plan"("jurisdiction_id", "status", "submitted_at");

-- CreateIndex
CREATE INDEX "care_plan_jurisdiction_id_case_id_idx" ON "care_plan"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "care_plan_case_id_version_no_key" ON "care_plan"("case_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "care_plan_jurisdiction_id_id_key" ON "care_plan"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "plan_item_jurisdiction_id_plan_id_idx" ON "plan_item"("jurisdiction_id", "plan_id");

-- CreateIndex
CREATE INDEX "client_name_folded_idx" ON "client" USING GIN ("name_folded" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "client_jurisdiction_id_national_id_index_key" ON "client"("jurisdiction_id", "national_id_index");

-- CreateIndex
CREATE UNIQUE INDEX "client_jurisdiction_id_id_key" ON "client"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "case_file_jurisdiction_id_status_applied_on_idx" ON "case_file"("jurisdiction_id", "status", "applied_on");

-- CreateIndex
CREATE INDEX "case_file_jurisdiction_id_district_id_status_idx" ON "case_file"("jurisdiction_id", "district_id", "status");

-- CreateIndex
CREATE INDEX "case_file_jurisdiction_id_a_unit_id_status_idx" ON "case_file"("jurisdiction_id", "a_unit_id", "status");

-- CreateIndex
CREATE INDEX "case_file_jurisdiction_id_manager_id_idx" ON "case_file"("jurisdiction_id", "manager_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_jurisdiction_id_client_id_key" ON "case_file"("jurisdiction_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_jurisdiction_id_number_key" ON "case_file"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "case_file_jurisdiction_id_id_key" ON "case_file"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "assessment_jurisdiction_id_case_id_idx" ON "assessment"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE INDEX "care_problem_jurisdiction_id_case_id_idx" ON "care_problem"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE INDEX "care_problem_assessment_id_idx" ON "care_problem"("assessment_id");

-- CreateIndex
CREATE INDEX "manager_assignment_jurisdiction_id_case_id_idx" ON "manager_assignment"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE INDEX "manager_assignment_jurisdiction_id_staff_id_idx" ON "manager_assignment"("jurisdiction_id", "staff_id");

-- CreateIndex
CREATE INDEX "document_jurisdiction_id_case_id_idx" ON "document"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_jurisdiction_id_id_key" ON "document"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "rotation_jurisdiction_id_a_unit_id_service_idx" ON "rotation"("jurisdiction_id", "a_unit_id", "service");

-- CreateIndex
CREATE INDEX "rotation_jurisdiction_id_state_idx" ON "rotation"("jurisdiction_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "rotation_jurisdiction_id_id_key" ON "rotation"("jurisdiction_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "rotation_entry_rotation_id_unit_id_key" ON "rotation_entry"("rotation_id", "unit_id");

-- CreateIndex
CREATE INDEX "dispatch_jurisdiction_id_case_id_idx" ON "dispatch"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE INDEX "dispatch_jurisdiction_id_to_unit_id_state_idx" ON "dispatch"("jurisdiction_id", "to_unit_id", "state");

-- CreateIndex
CREATE INDEX "dispatch_jurisdiction_id_from_unit_id_dispatched_on_idx" ON "dispatch"("jurisdiction_id", "from_unit_id", "dispatched_on");

-- CreateIndex
CREATE UNIQUE INDEX "dispatch_rotation_id_turn_key" ON "dispatch"("rotation_id", "turn");

-- CreateIndex
CREATE UNIQUE INDEX "dispatch_jurisdiction_id_id_key" ON "dispatch"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "unit_capacity_jurisdiction_id_idx" ON "unit_capacity"("jurisdiction_id");

-- CreateIndex
CREATE INDEX "dispatch_suspension_jurisdiction_id_unit_id_from_on_idx" ON "dispatch_suspension"("jurisdiction_id", "unit_id", "from_on");

-- CreateIndex
CREATE INDEX "monthly_dispatch_table_jurisdiction_id_month_idx" ON "monthly_dispatch_table"("jurisdiction_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "monthly_dispatch_table_a_unit_id_month_version_no_key" ON "monthly_dispatch_table"("a_unit_id", "month", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "dispatch_principles_jurisdiction_id_a_unit_id_key" ON "dispatch_principles"("jurisdiction_id", "a_unit_id");

-- CreateIndex
CREATE INDEX "published_dispatch_jurisdiction_id_month_idx" ON "published_dispatch"("jurisdiction_id", "month");

-- CreateIndex
CREATE INDEX "clock_jurisdiction_id_case_id_idx" ON "clock"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE INDEX "clock_jurisdiction_id_unit_id_due_on_idx" ON "clock"("jurisdiction_id", "unit_id", "due_on");

-- CreateIndex
CREATE INDEX "clock_jurisdiction_id_due_on_idx" ON "clock"("jurisdiction_id", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "clock_jurisdiction_id_kind_subject_id_key" ON "clock"("jurisdiction_id", "kind", "subject_id");

-- CreateIndex
CREATE INDEX "monitoring_jurisdiction_id_a_unit_id_month_idx" ON "monitoring"("jurisdiction_id", "a_unit_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "monitoring_case_id_month_key" ON "monitoring"("case_id", "month");

-- CreateIndex
CREATE INDEX "outward_referral_jurisdiction_id_case_id_idx" ON "outward_referral"("jurisdiction_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_jurisdiction_id_id_key" ON "staff"("jurisdiction_id", "id");

-- AddForeignKey
ALTER TABLE "care_plan" ADD CONSTRAINT "care_plan_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_jurisdiction_id_plan_id_fkey" FOREIGN KEY ("jurisdiction_id", "plan_id") REFERENCES "care_plan"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_jurisdiction_id_client_id_fkey" FOREIGN KEY ("jurisdiction_id", "client_id") REFERENCES "client"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_jurisdiction_id_a_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "a_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_jurisdiction_id_manager_id_fkey" FOREIGN KEY ("jurisdiction_id", "manager_id") REFERENCES "staff"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_problem" ADD CONSTRAINT "care_problem_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_problem" ADD CONSTRAINT "care_problem_assessment_id_fkey" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manager_assignment" ADD CONSTRAINT "manager_assignment_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manager_assignment" ADD CONSTRAINT "manager_assignment_jurisdiction_id_staff_id_fkey" FOREIGN KEY ("jurisdiction_id", "staff_id") REFERENCES "staff"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rotation" ADD CONSTRAINT "rotation_jurisdiction_id_a_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "a_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rotation_entry" ADD CONSTRAINT "rotation_entry_jurisdiction_id_rotation_id_fkey" FOREIGN KEY ("jurisdiction_id", "rotation_id") REFERENCES "rotation"("jurisdiction_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rotation_entry" ADD CONSTRAINT "rotation_entry_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_jurisdiction_id_plan_id_fkey" FOREIGN KEY ("jurisdiction_id", "plan_id") REFERENCES "care_plan"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_jurisdiction_id_from_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "from_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_jurisdiction_id_to_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "to_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_jurisdiction_id_rotation_id_fkey" FOREIGN KEY ("jurisdiction_id", "rotation_id") REFERENCES "rotation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_jurisdiction_id_consent_id_fkey" FOREIGN KEY ("jurisdiction_id", "consent_id") REFERENCES "document"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_capacity" ADD CONSTRAINT "unit_capacity_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_capacity" ADD CONSTRAINT "unit_capacity_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch_suspension" ADD CONSTRAINT "dispatch_suspension_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monthly_dispatch_table" ADD CONSTRAINT "monthly_dispatch_table_jurisdiction_id_a_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "a_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch_principles" ADD CONSTRAINT "dispatch_principles_jurisdiction_id_a_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "a_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_dispatch" ADD CONSTRAINT "published_dispatch_jurisdiction_id_a_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "a_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock" ADD CONSTRAINT "clock_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock" ADD CONSTRAINT "clock_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monitoring" ADD CONSTRAINT "monitoring_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outward_referral" ADD CONSTRAINT "outward_referral_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


