-- CreateEnum
CREATE TYPE "checklist_state" AS ENUM ('draft', 'in_force', 'retired');

-- CreateEnum
CREATE TYPE "inspection_state" AS ENUM ('planned', 'under_way', 'signed', 'cancelled');

-- CreateEnum
CREATE TYPE "inspection_purpose" AS ENUM ('routine', 'unannounced', 're_inspection', 'special');

-- CreateEnum
CREATE TYPE "signing_party" AS ENUM ('unit', 'officer');

-- CreateEnum
CREATE TYPE "finding_state" AS ENUM ('open', 'answered', 'returned', 're_inspecting', 'closed', 'failed');

-- CreateEnum
CREATE TYPE "point_scheme" AS ENUM ('national', 'taichung_a_111', 'taichung_b_111', 'taichung_c');

-- CreateEnum
CREATE TYPE "violation_state" AS ENUM ('proposed', 'hearing', 'decided', 'dropped');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('asked', 'upheld', 'taken_back');

-- CreateEnum
CREATE TYPE "measure_kind" AS ENUM ('suspension', 'termination');

-- CreateEnum
CREATE TYPE "measure_state" AS ENUM ('proposed', 'decided', 'dropped', 'lifted');

-- CreateEnum
CREATE TYPE "letter_kind" AS ENUM ('correction', 'hearing', 'points', 'suspension', 'termination');

-- CreateEnum
CREATE TYPE "sample_audit_kind" AS ENUM ('telephone_survey', 'plan_audit');

-- CreateEnum
CREATE TYPE "sample_audit_state" AS ENUM ('to_do', 'done', 'unreachable', 'cancelled');

-- CreateEnum
CREATE TYPE "incident_state" AS ENUM ('open', 'under_review', 'closed');

-- CreateTable
CREATE TABLE "checklist_template" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "form_key" TEXT NOT NULL,
    "version_no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "revised_on" DATE NOT NULL,
    "state" "checklist_state" NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "checklist_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "template_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "case_id" UUID,
    "purpose" "inspection_purpose" NOT NULL,
    "announced" BOOLEAN NOT NULL DEFAULT false,
    "state" "inspection_state" NOT NULL,
    "planned_week" DATE,
    "proposal" JSONB,
    "visited_on" DATE,
    "header" JSONB NOT NULL DEFAULT '{}',
    "sample" JSONB,
    "outcome" TEXT,
    "correction_due_on" DATE,
    "advice" TEXT,
    "cancel_reason" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "signed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_inspector" (
    "inspection_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,

    CONSTRAINT "inspection_inspector_pkey" PRIMARY KEY ("inspection_id","account_id")
);

-- CreateTable
CREATE TABLE "inspection_case" (
    "inspection_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "inspection_case_pkey" PRIMARY KEY ("inspection_id","case_id")
);

-- CreateTable
CREATE TABLE "inspection_answer" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "inspection_id" UUID NOT NULL,
    "item_key" TEXT NOT NULL,
    "case_id" UUID,
    "value" JSONB NOT NULL,
    "note" TEXT,
    "proposal" JSONB,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by_id" UUID,
    "answered_by_name" TEXT NOT NULL,
    "history" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "inspection_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_photo" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "inspection_id" UUID NOT NULL,
    "item_key" TEXT,
    "case_id" UUID,
    "caption" TEXT,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "inspection_photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_signature" (
    "inspection_id" UUID NOT NULL,
    "party" "signing_party" NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "strokes" TEXT,
    "refused_reason" TEXT,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inspection_signature_pkey" PRIMARY KEY ("inspection_id","party")
);

-- CreateTable
CREATE TABLE "inspection_addendum" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "inspection_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "inspection_addendum_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "item_key" TEXT NOT NULL,
    "case_id" UUID,
    "basis" JSONB NOT NULL,
    "facts" TEXT NOT NULL,
    "state" "finding_state" NOT NULL,
    "due_on" DATE NOT NULL,
    "due_outcome" JSONB NOT NULL,
    "created_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "settled_on" DATE,
    "in_time" BOOLEAN,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_step" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "finding_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "finding_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_evidence" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "step_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "finding_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_reinspection" (
    "finding_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,

    CONSTRAINT "finding_reinspection_pkey" PRIMARY KEY ("finding_id","inspection_id")
);

-- CreateTable
CREATE TABLE "running_number" (
    "jurisdiction_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "roc_year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "running_number_pkey" PRIMARY KEY ("jurisdiction_id","kind","roc_year")
);

-- CreateTable
CREATE TABLE "violation" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "finding_id" UUID,
    "scheme" "point_scheme" NOT NULL,
    "clause" INTEGER,
    "happened_on" DATE NOT NULL,
    "facts" TEXT NOT NULL,
    "corrected" BOOLEAN,
    "state" "violation_state" NOT NULL,
    "proposal" JSONB NOT NULL,
    "hearing_due_on" DATE,
    "statement" TEXT,
    "stated_at" TIMESTAMPTZ(3),
    "stated_by_id" UUID,
    "points" INTEGER,
    "grounds" TEXT,
    "decided_on" DATE,
    "decided_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "violation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "point_entry" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "violation_id" UUID NOT NULL,
    "counts_on" DATE NOT NULL,
    "points" INTEGER NOT NULL,
    "article" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_by_id" UUID,

    CONSTRAINT "point_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "point_review" (
    "violation_id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "asked_on" DATE NOT NULL,
    "grounds" TEXT NOT NULL,
    "deadline" JSONB NOT NULL,
    "state" "review_state" NOT NULL,
    "decision" TEXT,
    "decided_on" DATE,
    "asked_by_id" UUID,
    "decided_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "point_review_pkey" PRIMARY KEY ("violation_id")
);

-- CreateTable
CREATE TABLE "measure" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "kind" "measure_kind" NOT NULL,
    "state" "measure_state" NOT NULL,
    "services" "service"[],
    "from_on" DATE,
    "through_on" DATE,
    "proposal" JSONB NOT NULL,
    "grounds" TEXT,
    "suspension_id" UUID,
    "decided_on" DATE,
    "decided_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" "letter_kind" NOT NULL,
    "unit_id" UUID NOT NULL,
    "finding_id" UUID,
    "violation_id" UUID,
    "measure_id" UUID,
    "issued_on" DATE NOT NULL,
    "content" JSONB NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "arrived_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sampling_draw" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "a_unit_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "seed" TEXT NOT NULL,
    "population" JSONB NOT NULL,
    "related_in_top3" BOOLEAN NOT NULL,
    "size" INTEGER NOT NULL,
    "outcome" JSONB NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,
    "drawn_by_id" UUID,

    CONSTRAINT "sampling_draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sample_audit" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "draw_id" UUID NOT NULL,
    "a_unit_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" "sample_audit_kind" NOT NULL,
    "rank" INTEGER NOT NULL,
    "replaces_rank" INTEGER,
    "template_id" UUID NOT NULL,
    "assigned_to_id" UUID,
    "state" "sample_audit_state" NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "proposals" JSONB,
    "has_anomaly" BOOLEAN NOT NULL DEFAULT false,
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sample_audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_attempt" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "audit_id" UUID NOT NULL,
    "called_at" TIMESTAMPTZ(3) NOT NULL,
    "reached" BOOLEAN NOT NULL,
    "note" TEXT,
    "created_by_id" UUID,

    CONSTRAINT "call_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "case_id" UUID,
    "unit_id" UUID NOT NULL,
    "audit_id" UUID,
    "inspection_id" UUID,
    "facts" TEXT NOT NULL,
    "state" "incident_state" NOT NULL,
    "happened_on" DATE NOT NULL,
    "closed_on" DATE,
    "closed_remark" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "checklist_template_jurisdiction_id_form_key_version_no_key" ON "checklist_template"("jurisdiction_id", "form_key", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_template_jurisdiction_id_id_key" ON "checklist_template"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "inspection_jurisdiction_id_unit_id_visited_on_idx" ON "inspection"("jurisdiction_id", "unit_id", "visited_on");

-- CreateIndex
CREATE INDEX "inspection_jurisdiction_id_state_planned_week_idx" ON "inspection"("jurisdiction_id", "state", "planned_week");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_jurisdiction_id_number_key" ON "inspection"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_jurisdiction_id_id_key" ON "inspection"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "inspection_inspector_jurisdiction_id_account_id_idx" ON "inspection_inspector"("jurisdiction_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_case_inspection_id_position_key" ON "inspection_case"("inspection_id", "position");

-- CreateIndex
CREATE INDEX "inspection_answer_jurisdiction_id_inspection_id_idx" ON "inspection_answer"("jurisdiction_id", "inspection_id");

-- CreateIndex
CREATE INDEX "inspection_answer_jurisdiction_id_item_key_idx" ON "inspection_answer"("jurisdiction_id", "item_key");

-- CreateIndex
CREATE INDEX "inspection_photo_jurisdiction_id_inspection_id_idx" ON "inspection_photo"("jurisdiction_id", "inspection_id");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_photo_jurisdiction_id_id_key" ON "inspection_photo"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "inspection_addendum_jurisdiction_id_inspection_id_idx" ON "inspection_addendum"("jurisdiction_id", "inspection_id");

-- CreateIndex
CREATE INDEX "finding_jurisdiction_id_unit_id_state_idx" ON "finding"("jurisdiction_id", "unit_id", "state");

-- CreateIndex
CREATE INDEX "finding_jurisdiction_id_state_due_on_idx" ON "finding"("jurisdiction_id", "state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "finding_jurisdiction_id_number_key" ON "finding"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "finding_jurisdiction_id_id_key" ON "finding"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "finding_step_jurisdiction_id_finding_id_idx" ON "finding_step"("jurisdiction_id", "finding_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_step_jurisdiction_id_id_key" ON "finding_step"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "finding_evidence_jurisdiction_id_step_id_idx" ON "finding_evidence"("jurisdiction_id", "step_id");

-- CreateIndex
CREATE INDEX "violation_jurisdiction_id_unit_id_happened_on_idx" ON "violation"("jurisdiction_id", "unit_id", "happened_on");

-- CreateIndex
CREATE INDEX "violation_jurisdiction_id_state_idx" ON "violation"("jurisdiction_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "violation_jurisdiction_id_number_key" ON "violation"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "violation_jurisdiction_id_id_key" ON "violation"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "point_entry_jurisdiction_id_unit_id_counts_on_idx" ON "point_entry"("jurisdiction_id", "unit_id", "counts_on");

-- CreateIndex
CREATE INDEX "point_review_jurisdiction_id_state_idx" ON "point_review"("jurisdiction_id", "state");

-- CreateIndex
CREATE INDEX "measure_jurisdiction_id_unit_id_idx" ON "measure"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "measure_jurisdiction_id_state_idx" ON "measure"("jurisdiction_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "measure_jurisdiction_id_number_key" ON "measure"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "measure_jurisdiction_id_id_key" ON "measure"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "letter_jurisdiction_id_unit_id_issued_on_idx" ON "letter"("jurisdiction_id", "unit_id", "issued_on");

-- CreateIndex
CREATE UNIQUE INDEX "letter_jurisdiction_id_number_key" ON "letter"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "letter_jurisdiction_id_id_key" ON "letter"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "sampling_draw_jurisdiction_id_month_idx" ON "sampling_draw"("jurisdiction_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "sampling_draw_a_unit_id_month_key" ON "sampling_draw"("a_unit_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "sampling_draw_jurisdiction_id_id_key" ON "sampling_draw"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "sample_audit_jurisdiction_id_assigned_to_id_state_idx" ON "sample_audit"("jurisdiction_id", "assigned_to_id", "state");

-- CreateIndex
CREATE INDEX "sample_audit_jurisdiction_id_a_unit_id_idx" ON "sample_audit"("jurisdiction_id", "a_unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "sample_audit_draw_id_case_id_kind_key" ON "sample_audit"("draw_id", "case_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "sample_audit_jurisdiction_id_id_key" ON "sample_audit"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "call_attempt_jurisdiction_id_audit_id_idx" ON "call_attempt"("jurisdiction_id", "audit_id");

-- CreateIndex
CREATE INDEX "incident_jurisdiction_id_unit_id_state_idx" ON "incident"("jurisdiction_id", "unit_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "incident_jurisdiction_id_number_key" ON "incident"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "incident_jurisdiction_id_id_key" ON "incident"("jurisdiction_id", "id");

-- AddForeignKey
ALTER TABLE "checklist_template" ADD CONSTRAINT "checklist_template_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_jurisdiction_id_template_id_fkey" FOREIGN KEY ("jurisdiction_id", "template_id") REFERENCES "checklist_template"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_inspector" ADD CONSTRAINT "inspection_inspector_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_case" ADD CONSTRAINT "inspection_case_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_case" ADD CONSTRAINT "inspection_case_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_answer" ADD CONSTRAINT "inspection_answer_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_photo" ADD CONSTRAINT "inspection_photo_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_signature" ADD CONSTRAINT "inspection_signature_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_addendum" ADD CONSTRAINT "inspection_addendum_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_step" ADD CONSTRAINT "finding_step_jurisdiction_id_finding_id_fkey" FOREIGN KEY ("jurisdiction_id", "finding_id") REFERENCES "finding"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_evidence" ADD CONSTRAINT "finding_evidence_jurisdiction_id_step_id_fkey" FOREIGN KEY ("jurisdiction_id", "step_id") REFERENCES "finding_step"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_reinspection" ADD CONSTRAINT "finding_reinspection_jurisdiction_id_finding_id_fkey" FOREIGN KEY ("jurisdiction_id", "finding_id") REFERENCES "finding"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_reinspection" ADD CONSTRAINT "finding_reinspection_jurisdiction_id_inspection_id_fkey" FOREIGN KEY ("jurisdiction_id", "inspection_id") REFERENCES "inspection"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "violation" ADD CONSTRAINT "violation_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "violation" ADD CONSTRAINT "violation_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "violation" ADD CONSTRAINT "violation_jurisdiction_id_finding_id_fkey" FOREIGN KEY ("jurisdiction_id", "finding_id") REFERENCES "finding"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point_entry" ADD CONSTRAINT "point_entry_jurisdiction_id_violation_id_fkey" FOREIGN KEY ("jurisdiction_id", "violation_id") REFERENCES "violation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point_review" ADD CONSTRAINT "point_review_jurisdiction_id_violation_id_fkey" FOREIGN KEY ("jurisdiction_id", "violation_id") REFERENCES "violation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_suspension_id_fkey" FOREIGN KEY ("suspension_id") REFERENCES "dispatch_suspension"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_jurisdiction_id_finding_id_fkey" FOREIGN KEY ("jurisdiction_id", "finding_id") REFERENCES "finding"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_jurisdiction_id_violation_id_fkey" FOREIGN KEY ("jurisdiction_id", "violation_id") REFERENCES "violation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_jurisdiction_id_measure_id_fkey" FOREIGN KEY ("jurisdiction_id", "measure_id") REFERENCES "measure"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sampling_draw" ADD CONSTRAINT "sampling_draw_jurisdiction_id_a_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "a_unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample_audit" ADD CONSTRAINT "sample_audit_jurisdiction_id_draw_id_fkey" FOREIGN KEY ("jurisdiction_id", "draw_id") REFERENCES "sampling_draw"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample_audit" ADD CONSTRAINT "sample_audit_jurisdiction_id_case_id_fkey" FOREIGN KEY ("jurisdiction_id", "case_id") REFERENCES "case_file"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample_audit" ADD CONSTRAINT "sample_audit_jurisdiction_id_template_id_fkey" FOREIGN KEY ("jurisdiction_id", "template_id") REFERENCES "checklist_template"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_attempt" ADD CONSTRAINT "call_attempt_jurisdiction_id_audit_id_fkey" FOREIGN KEY ("jurisdiction_id", "audit_id") REFERENCES "sample_audit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


