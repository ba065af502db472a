-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('bureau_admin', 'bureau_officer', 'care_supervisor', 'care_specialist', 'a_unit_manager', 'case_manager', 'b_unit_staff');

-- CreateEnum
CREATE TYPE "account_state" AS ENUM ('invited', 'active', 'closed');

-- CreateEnum
CREATE TYPE "renewal_reply" AS ENUM ('agreed', 'declined');

-- CreateEnum
CREATE TYPE "tier" AS ENUM ('a', 'b', 'c');

-- CreateEnum
CREATE TYPE "service" AS ENUM ('case_management', 'c_station', 'home_care', 'day_care', 'small_multifunction', 'family_care_home', 'transport', 'meals', 'group_home', 'professional', 'respite');

-- CreateEnum
CREATE TYPE "c_kind" AS ENUM ('medical', 'community', 'cultural');

-- CreateEnum
CREATE TYPE "name_state" AS ENUM ('as_printed', 'repaired', 'inferred', 'doubtful', 'damaged', 'corrected');

-- CreateEnum
CREATE TYPE "unit_source" AS ENUM ('registry', 'manual', 'demo');

-- CreateEnum
CREATE TYPE "listing_state" AS ENUM ('listed', 'gone');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('units', 'day_care_hours', 'name_notes');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('previewed', 'applied', 'discarded');

-- CreateEnum
CREATE TYPE "related_party_kind" AS ENUM ('same_owner', 'connected');

-- CreateEnum
CREATE TYPE "duty" AS ENUM ('case_manager', 'a_unit_manager', 'care_attendant', 'service_supervisor', 'professional', 'other');

-- CreateEnum
CREATE TYPE "employment" AS ENUM ('full_time', 'part_time');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "state" "account_state" NOT NULL DEFAULT 'invited',
    "national_id_cipher" BYTEA,
    "national_id_index" BYTEA,
    "password_hash" TEXT,
    "password_set_at" TIMESTAMPTZ(3),
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_district" (
    "account_id" UUID NOT NULL,
    "district_id" TEXT NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,

    CONSTRAINT "account_district_pkey" PRIMARY KEY ("account_id","district_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "account_version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_link" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "old_password" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "old_password_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "account_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "unit_id" UUID,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "closed_on" DATE,
    "closed_reason" TEXT,
    "effective_until" DATE NOT NULL,
    "main_zone_id" TEXT,
    "secondary_zone_id" TEXT,
    "renewal_notice_on" DATE,
    "renewal_reply" "renewal_reply",
    "renewal_reply_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_service" (
    "contract_id" UUID NOT NULL,
    "service" "service" NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "effective_until" DATE NOT NULL,

    CONSTRAINT "contract_service_pkey" PRIMARY KEY ("contract_id","service")
);

-- CreateTable
CREATE TABLE "contract_district" (
    "contract_id" UUID NOT NULL,
    "district_id" TEXT NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,

    CONSTRAINT "contract_district_pkey" PRIMARY KEY ("contract_id","district_id")
);

-- CreateTable
CREATE TABLE "jurisdiction" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bureau_name" TEXT NOT NULL,
    "county_code" TEXT NOT NULL,

    CONSTRAINT "jurisdiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "district" (
    "id" TEXT NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "transport_zone" INTEGER NOT NULL,
    "indigenous_area" BOOLEAN NOT NULL,
    "service_zone_id" TEXT,

    CONSTRAINT "district_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_zone" (
    "id" TEXT NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL,

    CONSTRAINT "service_zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "zone_adjacency" (
    "zone_id" TEXT NOT NULL,
    "neighbour_id" TEXT NOT NULL,

    CONSTRAINT "zone_adjacency_pkey" PRIMARY KEY ("zone_id","neighbour_id")
);

-- CreateTable
CREATE TABLE "district_need" (
    "jurisdiction_id" TEXT NOT NULL,
    "district_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "district_need_pkey" PRIMARY KEY ("jurisdiction_id","district_id","year")
);

-- CreateTable
CREATE TABLE "closure" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "closed_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,

    CONSTRAINT "closure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "business_number" TEXT,
    "representative" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "district_id" TEXT NOT NULL,
    "tier" "tier" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "name_state" "name_state" NOT NULL,
    "c_kind" "c_kind",
    "address" TEXT,
    "phone" TEXT,
    "source" "unit_source" NOT NULL,
    "merged_into_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "service" "service" NOT NULL,
    "tier" "tier" NOT NULL,
    "district_id" TEXT NOT NULL,
    "printed_name" TEXT NOT NULL,
    "printed_folded" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "source" "unit_source" NOT NULL,
    "state" "listing_state" NOT NULL DEFAULT 'listed',
    "dementia" BOOLEAN NOT NULL DEFAULT false,
    "contract_type" TEXT,
    "vehicles_total" INTEGER,
    "vehicles_dedicated" INTEGER,
    "vehicles_shared" INTEGER,
    "vehicles_taxi" INTEGER,
    "source_line" INTEGER,
    "gone_since" TIMESTAMPTZ(3),
    "last_import_id" UUID,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening_hours" (
    "unit_id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "opens" TEXT,
    "closes" TEXT,
    "half_day_hours" DECIMAL(4,1),
    "full_day_hours" DECIMAL(4,1),
    "extended_hours" TEXT,
    "extended_hours_text" TEXT,
    "fee_mode" TEXT,
    "fee_standard" TEXT,
    "last_import_id" UUID,

    CONSTRAINT "opening_hours_pkey" PRIMARY KEY ("unit_id")
);

-- CreateTable
CREATE TABLE "registry_import" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "kind" "import_kind" NOT NULL,
    "state" "import_state" NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "preview" JSONB NOT NULL,
    "report" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "applied_at" TIMESTAMPTZ(3),
    "applied_by_id" UUID,

    CONSTRAINT "registry_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "name_note" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "source_line" INTEGER NOT NULL,
    "district" TEXT,
    "tier" "tier",
    "service" "service",
    "kind" TEXT NOT NULL,
    "text_in_source" TEXT NOT NULL,
    "reading" TEXT,
    "evidence" TEXT NOT NULL,
    "listing_id" UUID,
    "last_import_id" UUID,

    CONSTRAINT "name_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "related_party" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "organisation_a_id" UUID NOT NULL,
    "organisation_b_id" UUID NOT NULL,
    "kind" "related_party_kind" NOT NULL,
    "basis" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "related_party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "jurisdiction_id" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "national_id_cipher" BYTEA NOT NULL,
    "national_id_index" BYTEA NOT NULL,
    "duty" "duty" NOT NULL,
    "employment" "employment" NOT NULL,
    "qualification" TEXT,
    "started_on" DATE NOT NULL,
    "registered_on" DATE,
    "ended_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");

-- CreateIndex
CREATE INDEX "account_jurisdiction_id_role_idx" ON "account"("jurisdiction_id", "role");

-- CreateIndex
CREATE INDEX "account_jurisdiction_id_unit_id_idx" ON "account"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_link_secret_hash_key" ON "password_link"("secret_hash");

-- CreateIndex
CREATE INDEX "password_link_account_id_idx" ON "password_link"("account_id");

-- CreateIndex
CREATE INDEX "old_password_account_id_idx" ON "old_password"("account_id");

-- CreateIndex
CREATE INDEX "audit_entry_jurisdiction_id_at_idx" ON "audit_entry"("jurisdiction_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_jurisdiction_id_subject_kind_subject_id_at_idx" ON "audit_entry"("jurisdiction_id", "subject_kind", "subject_id", "at");

-- CreateIndex
CREATE INDEX "contract_jurisdiction_id_unit_id_idx" ON "contract"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "contract_jurisdiction_id_effective_until_idx" ON "contract"("jurisdiction_id", "effective_until");

-- CreateIndex
CREATE UNIQUE INDEX "contract_jurisdiction_id_number_key" ON "contract"("jurisdiction_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "contract_id_jurisdiction_id_unit_id_starts_on_effective_unt_key" ON "contract"("id", "jurisdiction_id", "unit_id", "starts_on", "effective_until");

-- CreateIndex
CREATE INDEX "contract_service_jurisdiction_id_unit_id_idx" ON "contract_service"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "contract_district_jurisdiction_id_idx" ON "contract_district"("jurisdiction_id");

-- CreateIndex
CREATE UNIQUE INDEX "jurisdiction_county_code_key" ON "jurisdiction"("county_code");

-- CreateIndex
CREATE UNIQUE INDEX "district_jurisdiction_id_name_key" ON "district"("jurisdiction_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "district_jurisdiction_id_id_key" ON "district"("jurisdiction_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_zone_jurisdiction_id_name_key" ON "service_zone"("jurisdiction_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "service_zone_jurisdiction_id_id_key" ON "service_zone"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "closure_jurisdiction_id_closed_on_idx" ON "closure"("jurisdiction_id", "closed_on");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_jurisdiction_id_name_folded_key" ON "organisation"("jurisdiction_id", "name_folded");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_jurisdiction_id_id_key" ON "organisation"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "unit_jurisdiction_id_tier_district_id_idx" ON "unit"("jurisdiction_id", "tier", "district_id");

-- CreateIndex
CREATE INDEX "unit_name_folded_idx" ON "unit" USING GIN ("name_folded" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "unit_jurisdiction_id_code_key" ON "unit"("jurisdiction_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "unit_jurisdiction_id_tier_district_id_name_folded_key" ON "unit"("jurisdiction_id", "tier", "district_id", "name_folded");

-- CreateIndex
CREATE UNIQUE INDEX "unit_jurisdiction_id_id_key" ON "unit"("jurisdiction_id", "id");

-- CreateIndex
CREATE INDEX "listing_jurisdiction_id_unit_id_idx" ON "listing"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "listing_jurisdiction_id_service_district_id_idx" ON "listing"("jurisdiction_id", "service", "district_id");

-- CreateIndex
CREATE UNIQUE INDEX "listing_jurisdiction_id_tier_district_id_service_printed_fo_key" ON "listing"("jurisdiction_id", "tier", "district_id", "service", "printed_folded", "occurrence");

-- CreateIndex
CREATE UNIQUE INDEX "opening_hours_jurisdiction_id_unit_id_key" ON "opening_hours"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "registry_import_jurisdiction_id_created_at_idx" ON "registry_import"("jurisdiction_id", "created_at");

-- CreateIndex
CREATE INDEX "name_note_jurisdiction_id_listing_id_idx" ON "name_note"("jurisdiction_id", "listing_id");

-- CreateIndex
CREATE UNIQUE INDEX "name_note_jurisdiction_id_file_source_line_text_in_source_key" ON "name_note"("jurisdiction_id", "file", "source_line", "text_in_source");

-- CreateIndex
CREATE INDEX "related_party_jurisdiction_id_organisation_a_id_idx" ON "related_party"("jurisdiction_id", "organisation_a_id");

-- CreateIndex
CREATE INDEX "related_party_jurisdiction_id_organisation_b_id_idx" ON "related_party"("jurisdiction_id", "organisation_b_id");

-- CreateIndex
CREATE INDEX "staff_jurisdiction_id_unit_id_idx" ON "staff"("jurisdiction_id", "unit_id");

-- CreateIndex
CREATE INDEX "staff_jurisdiction_id_national_id_index_idx" ON "staff"("jurisdiction_id", "national_id_index");

-- CreateIndex
CREATE INDEX "staff_name_folded_idx" ON "staff" USING GIN ("name_folded" gin_trgm_ops);

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_district" ADD CONSTRAINT "account_district_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_district" ADD CONSTRAINT "account_district_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_link" ADD CONSTRAINT "password_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "old_password" ADD CONSTRAINT "old_password_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_jurisdiction_id_main_zone_id_fkey" FOREIGN KEY ("jurisdiction_id", "main_zone_id") REFERENCES "service_zone"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_main_zone_id_secondary_zone_id_fkey" FOREIGN KEY ("main_zone_id", "secondary_zone_id") REFERENCES "zone_adjacency"("zone_id", "neighbour_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_service" ADD CONSTRAINT "contract_service_contract_id_jurisdiction_id_unit_id_start_fkey" FOREIGN KEY ("contract_id", "jurisdiction_id", "unit_id", "starts_on", "effective_until") REFERENCES "contract"("id", "jurisdiction_id", "unit_id", "starts_on", "effective_until") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_district" ADD CONSTRAINT "contract_district_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_district" ADD CONSTRAINT "contract_district_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district" ADD CONSTRAINT "district_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district" ADD CONSTRAINT "district_jurisdiction_id_service_zone_id_fkey" FOREIGN KEY ("jurisdiction_id", "service_zone_id") REFERENCES "service_zone"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_zone" ADD CONSTRAINT "service_zone_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zone_adjacency" ADD CONSTRAINT "zone_adjacency_zone_id_fkey" FOREIGN KEY ("zone_id") REFERENCES "service_zone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zone_adjacency" ADD CONSTRAINT "zone_adjacency_neighbour_id_fkey" FOREIGN KEY ("neighbour_id") REFERENCES "service_zone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district_need" ADD CONSTRAINT "district_need_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district_need" ADD CONSTRAINT "district_need_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closure" ADD CONSTRAINT "closure_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_jurisdiction_id_organisation_id_fkey" FOREIGN KEY ("jurisdiction_id", "organisation_id") REFERENCES "organisation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_jurisdiction_id_district_id_fkey" FOREIGN KEY ("jurisdiction_id", "district_id") REFERENCES "district"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_last_import_id_fkey" FOREIGN KEY ("last_import_id") REFERENCES "registry_import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening_hours" ADD CONSTRAINT "opening_hours_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registry_import" ADD CONSTRAINT "registry_import_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "name_note" ADD CONSTRAINT "name_note_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_party" ADD CONSTRAINT "related_party_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_party" ADD CONSTRAINT "related_party_jurisdiction_id_organisation_a_id_fkey" FOREIGN KEY ("jurisdiction_id", "organisation_a_id") REFERENCES "organisation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "related_party" ADD CONSTRAINT "related_party_jurisdiction_id_organisation_b_id_fkey" FOREIGN KEY ("jurisdiction_id", "organisation_b_id") REFERENCES "organisation"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_jurisdiction_id_unit_id_fkey" FOREIGN KEY ("jurisdiction_id", "unit_id") REFERENCES "unit"("jurisdiction_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


