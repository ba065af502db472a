import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { AnswersView } from "@/components/sampling/answers-view";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { StatusTag } from "@/components/ui/status-tag";
import { Timeline } from "@/components/ui/timeline";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import type { Contact } from "@/lib/features/cases/types";
import { incidentsOfAudit } from "@/lib/features/complaints/incidents/queries";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { evidenceFor } from "@/lib/features/inspections/evidence/queries";
import type { EvidenceByItem } from "@/lib/features/inspections/evidence/types";
import { auditOf } from "@/lib/features/sampling/audits/queries";
import type { AuditDetail } from "@/lib/features/sampling/audits/types";
import {
  AUDIT_KIND_LABELS,
  AUDIT_STATE_LABELS,
  AUDIT_STATE_TONES,
  SAMPLING_DONE,
  STRATUM_LABELS,
} from "@/lib/features/sampling/labels";
import { maySampling } from "@/lib/features/sampling/policy";
import { auditors } from "@/lib/features/sampling/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { AuditForm, CallForm, LeaderForms } from "./forms";

export const metadata: Metadata = { title: "抽查" };

/** One check: whom to call or what to look at, the calls, the form, and what came of it. */
export default async function AuditPage({ params, searchParams }: PageProps<"/sampling/audits/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  const audit = await auditOf(actor, id, today());
  if (!audit) notFound();
  const { caseFile, kind, state } = audit;
  const opened = caseFile && state === "to_do" ? await caseFileOfRequest(actor, caseFile.id) : null;
  const contact = opened?.ok && opened.data.view === "full" ? opened.data.person.contact : null;
  const incidents = await incidentsOfAudit(actor, id);
  const isLeader = maySampling(actor, "sampling.assign");
  const done = SAMPLING_DONE[one((await searchParams).done) ?? ""];
  const spoken = audit.callRows.some(({ reached }) => reached);
  const asOf = today();
  const mayFill = state === "to_do" && caseFile !== null && (kind === "plan_audit" || spoken);
  const subject = { unitId: audit.aUnit.id, template: audit.template, asOf };
  const evidence: EvidenceByItem = mayFill
    ? await evidenceFor(actor, { ...subject, cases: [caseFile.id] })
    : new Map();
  return (
    <div className="stack">
      <PageHeader
        title={`${AUDIT_KIND_LABELS[kind]}：${caseFile?.name ?? "不在負責行政區的個案"}`}
        breadcrumbs={[
          { href: "/sampling/audits", label: isLeader ? "抽查清冊" : "我的抽查" },
          { label: caseFile?.number ?? "抽查" },
        ]}
        meta={
          <>
            <StatusTag tone={AUDIT_STATE_TONES[state]}>{AUDIT_STATE_LABELS[state]}</StatusTag>
            {audit.hasAnomaly && <StatusTag tone="bad">異常</StatusTag>}
          </>
        }
        lead={`${rocMonth(audit.month)} ${audit.aUnit.name}（${audit.aUnit.code}）`}
        actions={<PrintButton />}
      />
      {done && <Notice tone="good" title={done} live="status" />}
      {incidents.map((incident) => (
        <Notice key={incident.id} tone="bad" title={`異常事件 ${incident.number}`}>
          <Link href={`/complaints/incidents/${incident.id}`}>查看事實及處理情形</Link>
        </Notice>
      ))}
      <Facts audit={audit} />
      {kind === "telephone_survey" && <Calls audit={audit} contact={contact} />}
      {mayFill && <AuditForm audit={audit} evidence={evidence} />}
      {audit.answers.values && (
        <Section title="抽查結果">
          <AnswersView template={audit.template} values={audit.answers.values} />
        </Section>
      )}
      {isLeader && state === "to_do" && (
        <LeaderForms audit={audit} people={(await auditors(actor)).filter(({ isActive }) => isActive)} />
      )}
    </div>
  );
}

function Facts({ audit }: { audit: AuditDetail }) {
  const { header, caseFile, stratum, rank, replacesRank, assignedTo, seed, drawnAt, answers } = audit;
  const filled = header
    .filter(({ key }) => !["asked_at", "audited_on", "asker", "auditor"].includes(key))
    .map(({ label, value }) => ({ label, value: value || "—" }));
  return (
    <DescriptionList
      columns={3}
      items={[
        ...filled,
        ...(caseFile
          ? [
              { label: "行政區", value: caseFile.district },
              { label: "個案檔案", value: <Link href={`/cases/${caseFile.id}`}>開啟個案檔案</Link> },
            ]
          : []),
        {
          label: "案別及順位",
          value: `${STRATUM_LABELS[stratum]}第 ${rank} 順位${replacesRank === null ? "" : `，遞補第 ${replacesRank} 順位`}`,
        },
        { label: "抽查人員", value: assignedTo?.name ?? "未分派" },
        { label: "抽樣時間及種子", value: `${formatRocInstant(drawnAt)}，${seed}`, wide: true },
        ...(answers.cancelReason ? [{ label: "取消原因", value: answers.cancelReason, wide: true }] : []),
      ]}
    />
  );
}

function Calls({ audit, contact }: { audit: AuditDetail; contact: Contact | null }) {
  const { callRows, callsAtMost, state, answers } = audit;
  const missed = callRows.filter(({ reached }) => !reached).length;
  return (
    <Section
      title="電話紀錄"
      lead={`撥打 ${callsAtMost} 次均未接者列為無法聯繫，由次一順位遞補；已有 ${missed} 次未接。`}
    >
      {contact && (
        <DescriptionList
          columns={3}
          items={[
            { label: "個案電話", value: contact.phone || "—" },
            {
              label: "聯絡人",
              value: contact.contactName ? `${contact.contactName}（${contact.contactRelation ?? ""}）` : "—",
            },
            { label: "聯絡人電話", value: contact.contactPhone || "—" },
          ]}
        />
      )}
      <Timeline
        label="電話紀錄"
        empty="還沒有撥打。"
        items={callRows.map(({ id, calledAt, reached, note }) => ({
          ...{ id, time: formatRocInstant(calledAt), dateTime: calledAt.toISOString() },
          title: reached ? "接通" : "未接",
          detail: note,
          tone: reached ? ("good" as const) : ("warn" as const),
        }))}
      />
      {state === "unreachable" && (
        <p>{answers.outcome === "refused" ? "拒絕受訪。" : `撥打 ${callsAtMost} 次均無人接聽。`}</p>
      )}
      {state === "to_do" && audit.caseFile && <CallForm audit={audit} />}
    </Section>
  );
}
