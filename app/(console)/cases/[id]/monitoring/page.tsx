import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { MonthFields } from "@/components/monitoring/month-form";
import { OutwardTable } from "@/components/monitoring/outward-table";
import { RecordCard } from "@/components/monitoring/record-list";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import {
  addOutwardAction,
  correctMonitoringAction,
  followUpOutwardAction,
} from "@/lib/features/cases/monitoring/actions";
import { monitoringEntry, monitoringsOfCase } from "@/lib/features/cases/monitoring/entry/queries";
import { MONITORING_DONE, REFERRAL_KIND_LABELS } from "@/lib/features/cases/monitoring/labels";
import { outwardOfCase } from "@/lib/features/cases/monitoring/outward/queries";
import { mayMonitor } from "@/lib/features/cases/monitoring/policy";
import type { EntryView, MonitoringRecord } from "@/lib/features/cases/monitoring/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "照顧管理" };

export default async function CaseMonitoringPage({
  params,
  searchParams,
}: PageProps<"/cases/[id]/monitoring">) {
  const actor = await requireActor();
  if (!mayMonitor(actor, "monitoring.read")) notFound();
  const { id } = await params;
  const [records, referrals, entry] = await Promise.all([
    monitoringsOfCase(actor, id),
    outwardOfCase(actor, id),
    monitoringEntry(actor, id, today().slice(0, 7)),
  ]);
  const done = MONITORING_DONE[one((await searchParams).done) ?? ""];
  return (
    <div className="stack">
      {done && <Notice tone="good" live="status" title={done} />}
      {entry && <ThisMonth entry={entry} />}
      {records.length === 0 && (
        <EmptyState title="尚無照顧管理紀錄" icon="history">
          服務中的個案每月電訪或家訪一次（AA02）。
        </EmptyState>
      )}
      {records.map((record) => (
        <RecordCard key={record.id} record={record} />
      ))}
      <Card
        title="轉介其他資源"
        flush
        actions={entry && entry.status !== "closed" && <AddReferral caseId={id} />}
      >
        <OutwardTable
          caption="轉介其他資源"
          rows={referrals}
          today={today()}
          followUp={entry ? followUpOutwardAction : undefined}
          empty={<EmptyState title="尚無轉介" icon="history" />}
        />
      </Card>
    </div>
  );
}

function ThisMonth({ entry }: { entry: EntryView }) {
  if (entry.record) return <Correction caseId={entry.caseId} record={entry.record} />;
  if (entry.status !== "in_service") return null;
  if (entry.aa01On) {
    const day = formatRocDate(entry.aa01On);
    return <Notice tone="info" title={`本月已有 AA01（${day} 家訪），不需登錄 AA02。`} />;
  }
  return (
    <Notice
      tone="warn"
      title="本月的照顧管理尚未登錄"
      actions={
        <LinkButton href={`/monitoring/${entry.caseId}`} variant="primary">
          登錄 AA02
        </LinkButton>
      }
    />
  );
}

function Correction({ caseId, record }: { caseId: string; record: MonitoringRecord }) {
  return (
    <Disclosure summary="更正本月的紀錄">
      <ActionForm action={correctMonitoringAction} submitLabel="更正" label="更正照顧管理紀錄">
        <HiddenField name="id" value={record.id} />
        <HiddenField name="caseId" value={caseId} />
        <HiddenField name="mark" value={record.mark} />
        <MonthFields items={record.usage} contactOn={record.contactOn} cStation={false} record={record} />
      </ActionForm>
    </Disclosure>
  );
}

function AddReferral({ caseId }: { caseId: string }) {
  return (
    <ConfirmDialog trigger="登錄轉介" title="登錄轉介其他資源">
      <ActionForm action={addOutwardAction} submitLabel="登錄轉介" label="登錄轉介">
        <HiddenField name="caseId" value={caseId} />
        <SelectField
          name="kind"
          label="轉介種類"
          required
          emptyLabel="請選擇"
          options={Object.entries(REFERRAL_KIND_LABELS).map(([value, label]) => ({ value, label }))}
        />
        <TextField name="receiver" label="受理單位" required maxLength={100} />
        <DateField name="referredOn" label="轉介日" required defaultValue={formatRocDate(today())} />
        <TextArea name="note" label="說明" rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
