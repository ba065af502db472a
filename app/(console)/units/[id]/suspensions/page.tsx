import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { StatusTag } from "@/components/ui/status-tag";
import { enterSuspensionAction, liftSuspensionAction } from "@/lib/features/dispatch/suspensions/actions";
import {
  SUSPENSION_DONE,
  SUSPENSION_LABELS,
  SUSPENSION_TONES,
} from "@/lib/features/dispatch/suspensions/labels";
import { maySeeSuspensionsOf, maySuspension } from "@/lib/features/dispatch/suspensions/policy";
import { suspensionsOfUnit } from "@/lib/features/dispatch/suspensions/queries";
import type { SuspensionRow } from "@/lib/features/dispatch/suspensions/types";
import { SERVICE_LABELS, SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { unitHeader } from "@/lib/features/registry/units/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { Tier } from "@/prisma/generated/enums";

export const metadata: Metadata = { title: "停止派案" };

export default async function UnitSuspensionsPage({
  params,
  searchParams,
}: PageProps<"/units/[id]/suspensions">) {
  const actor = await requireActor();
  const { id } = await params;
  const unit = await unitHeader(actor, id);
  if (!unit || unit.tier === "c" || !maySeeSuspensionsOf(actor, id)) notFound();
  const rows = await suspensionsOfUnit(actor, id, today());
  const keeps = maySuspension(actor, "suspension.keep");
  const done = SUSPENSION_DONE[one((await searchParams).done) ?? ""];
  return (
    <div className="stack">
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <Section title="停止派案" lead="期間首日與末日均計入；期間內各輪序都略過這個單位，期滿次日自動恢復。">
        <Suspensions rows={rows} keeps={keeps} />
      </Section>
      {keeps && <EnterForm unitId={id} tier={unit.tier} />}
    </div>
  );
}

function Suspensions({ rows, keeps }: { rows: readonly SuspensionRow[]; keeps: boolean }) {
  return (
    <DataTable
      caption="停止派案"
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      empty={<EmptyState title="沒有停止派案的紀錄">這個單位正常輪派。</EmptyState>}
      columns={[
        {
          key: "span",
          label: "期間",
          rowHeader: true,
          nowrap: true,
          render: (row) => `${formatRocDate(row.fromOn)}–${formatRocDate(row.throughOn)}`,
        },
        {
          key: "services",
          label: "服務",
          render: (row) =>
            row.services.length === 0 ? "全部" : row.services.map((each) => SERVICE_LABELS[each]).join("、"),
        },
        { key: "reason", label: "原因", render: (row) => row.reason },
        {
          key: "standing",
          label: "狀態",
          render: (row) => (
            <>
              <StatusTag tone={SUSPENSION_TONES[row.standing]}>{SUSPENSION_LABELS[row.standing]}</StatusTag>
              {row.liftedAt && (
                <div className="small">
                  {formatRocInstant(row.liftedAt)} {row.liftedReason}
                </div>
              )}
            </>
          ),
        },
        ...(keeps
          ? [{ key: "lift", label: "處理", render: (row: SuspensionRow) => <Lift row={row} /> }]
          : []),
      ]}
    />
  );
}

function Lift({ row }: { row: SuspensionRow }) {
  if (row.standing !== "running" && row.standing !== "upcoming") return null;
  return (
    <ConfirmDialog trigger="解除" title="解除停止派案？" size="s">
      <ActionForm action={liftSuspensionAction} submitLabel="解除">
        <HiddenField name="id" value={row.id} />
        <TextArea name="reason" label="解除理由" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}

function EnterForm({ unitId, tier }: { unitId: string; tier: Tier }) {
  return (
    <Section title="登錄停止派案">
      <ActionForm
        action={enterSuspensionAction}
        submitLabel="登錄停止派案"
        submitVariant="danger"
        label="登錄停止派案"
        columns={2}
      >
        <HiddenField name="unitId" value={unitId} />
        <DateField name="fromOn" label="起日" required />
        <DateField name="throughOn" label="迄日" required />
        <CheckboxGroup
          name="services"
          label="服務"
          hint="不勾選代表全部服務。"
          inline
          options={SERVICES_OF_TIER[tier].map((value) => ({ value, label: SERVICE_LABELS[value] }))}
        />
        <TextArea name="reason" label="原因" required rows={3} maxLength={500} />
      </ActionForm>
    </Section>
  );
}
