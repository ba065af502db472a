import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { StatusTag } from "@/components/ui/status-tag";
import { closeIncidentAction, takeUpIncidentAction } from "@/lib/features/complaints/incidents/actions";
import {
  INCIDENT_DONE,
  INCIDENT_STATE_LABELS,
  INCIDENT_STATE_TONES,
  incidentKindLabel,
} from "@/lib/features/complaints/incidents/labels";
import { mayIncident } from "@/lib/features/complaints/incidents/policy";
import { incidentOf } from "@/lib/features/complaints/incidents/queries";
import { INCIDENT_TRANSITIONS, type IncidentRow } from "@/lib/features/complaints/incidents/types";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "異常事件" };

/** One incident: what was found, where, and how it was settled. */
export default async function IncidentPage({
  params,
  searchParams,
}: PageProps<"/complaints/incidents/[id]">) {
  const actor = await requireActor();
  const incident = await incidentOf(actor, (await params).id);
  if (!incident) notFound();
  const done = INCIDENT_DONE[one((await searchParams).done) ?? ""];
  const { number, state, facts, closedOn, closedRemark } = incident;
  return (
    <div className="stack">
      <PageHeader
        title={`異常事件 ${number}`}
        breadcrumbs={[{ href: "/complaints/incidents", label: "異常事件" }, { label: number }]}
        meta={<StatusTag tone={INCIDENT_STATE_TONES[state]}>{INCIDENT_STATE_LABELS[state]}</StatusTag>}
        lead={incidentKindLabel(incident.kind)}
        actions={<PrintButton />}
      />
      {done && <Notice tone="good" title={done} live="status" />}
      <Facts incident={incident} />
      <Section title="事實">
        <p className="whitespace-pre-line">{facts}</p>
      </Section>
      {closedOn && (
        <Section title="處理結果">
          <p>{closedRemark}</p>
          <p className="muted">{formatRocDate(closedOn)} 結案</p>
        </Section>
      )}
      {mayIncident(actor, "incident.settle") && state !== "closed" && <Settle incident={incident} />}
    </div>
  );
}

function Facts({ incident }: { incident: IncidentRow }) {
  const { unit, caseFile, happenedOn, createdAt, auditId, inspectionId } = incident;
  return (
    <DescriptionList
      columns={3}
      items={[
        {
          label: "單位",
          value: (
            <Link href={`/units/${unit.id}`}>
              {unit.name}（{unit.code}）
            </Link>
          ),
        },
        {
          label: "個案",
          value: caseFile ? (
            <Link href={`/cases/${caseFile.id}`}>{`${caseFile.name}（${caseFile.number}）`}</Link>
          ) : (
            "—"
          ),
        },
        { label: "發現日期", value: formatRocDate(happenedOn) },
        { label: "列管時間", value: formatRocInstant(createdAt) },
        ...(auditId
          ? [{ label: "來源", value: <Link href={`/sampling/audits/${auditId}`}>系統查核抽查</Link> }]
          : []),
        ...(inspectionId
          ? [{ label: "來源", value: <Link href={`/inspections/${inspectionId}`}>實地查核</Link> }]
          : []),
      ]}
    />
  );
}

function Settle({ incident: { id, version, state } }: { incident: IncidentRow }) {
  return (
    <Section title="處理">
      {INCIDENT_TRANSITIONS[state].includes("under_review") && (
        <ActionForm
          action={takeUpIncidentAction}
          submitLabel="開始查處"
          submitVariant="secondary"
          label="開始查處"
        >
          <HiddenField name="id" value={id} />
          <HiddenField name="version" value={String(version)} />
        </ActionForm>
      )}
      <ActionForm action={closeIncidentAction} submitLabel="結案" label="結案">
        <HiddenField name="id" value={id} />
        <HiddenField name="version" value={String(version)} />
        <TextArea name="remark" label="處理結果" required rows={3} maxLength={500} />
      </ActionForm>
    </Section>
  );
}
