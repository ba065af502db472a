import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { RecordView } from "@/components/inspections/record-view";
import { SignaturePad } from "@/components/inspections/signature-pad";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { signInspectionAction } from "@/lib/features/inspections/visits/actions";
import {
  type FormEntry,
  formOf,
  levelsIn,
  missingIn,
  type PartValue,
} from "@/lib/features/inspections/visits/form/types";
import { PARTY_LABELS } from "@/lib/features/inspections/visits/labels";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import { type InspectionDetail, PARTY_OF_ROLE, standingOf } from "@/lib/features/inspections/visits/types";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "簽署查核表" };

/** What both sides sign: what is missing, what will be a finding, the whole record, and the signatures. */
export default async function SignPage({ params }: PageProps<"/inspections/[id]/sign">) {
  const actor = await requireActor();
  const detail = await inspectionById(actor, (await params).id);
  if (!detail?.mayCarryOut) notFound();
  if (detail.state !== "under_way") redirect(`/inspections/${detail.id}`);
  const sections = formOf(detail.template, {
    services: detail.header.services,
    caseIds: detail.cases.map(({ id }) => id),
  });
  const entries = sections.flatMap((section) => section.entries.map((entry) => ({ section, entry })));
  const missing = entries.filter(({ entry }) => hasMissing(detail, entry));
  const found = entries.filter(({ entry }) => isFinding(detail, entry));
  return (
    <div className="stack">
      <PageHeader
        title="簽署查核表"
        breadcrumbs={[
          { href: "/inspections", label: "查核" },
          { href: `/inspections/${detail.id}`, label: detail.number },
          { label: "簽署" },
        ]}
        lead={`${detail.unit.code} ${detail.unit.name}　${detail.formTitle}`}
        actions={<LinkButton href={`/inspections/${detail.id}/form`}>回到填寫</LinkButton>}
      />
      {missing.length > 0 && (
        <Notice tone="warn" title={`尚有 ${missing.length} 處必填未填，填妥後才能簽署`}>
          <ul>
            {missing.map(({ section, entry }) => (
              <li key={`${section.key} ${entry.key}`}>
                <a href={`/inspections/${detail.id}/form#${entry.item ? `item-${entry.key}` : section.key}`}>
                  {entry.item
                    ? [entry.item.number, entry.item.label].filter(Boolean).join(". ")
                    : section.label}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Notice
        tone="info"
        title={found.length === 0 ? "沒有開立缺失的項目" : `簽署後將開立 ${found.length} 項缺失`}
      >
        <ul>
          {found.map(({ entry }) => (
            <li key={entry.key}>{[entry.item?.number, entry.item?.label].filter(Boolean).join(". ")}</li>
          ))}
        </ul>
      </Notice>
      <Disclosure summary="查核內容（請受查單位人員確認）" open>
        <div className="stack">
          <RecordView detail={detail} />
        </div>
      </Disclosure>
      <Signatures detail={detail} name={actor.name} />
    </div>
  );
}

function valueOfPart(detail: InspectionDetail, part: FormEntry["parts"][number]): PartValue {
  const found = detail.answers.find(
    ({ itemKey, caseId }) => itemKey === part.itemKey && caseId === part.caseId,
  );
  return found?.value ?? {};
}

function hasMissing(detail: InspectionDetail, { parts }: FormEntry): boolean {
  return parts.some((part) => missingIn(part, valueOfPart(detail, part)).length > 0);
}

function isFinding(detail: InspectionDetail, { parts }: FormEntry): boolean {
  return parts.some((part) => levelsIn(part, valueOfPart(detail, part)).includes("finding"));
}

function Signatures({ detail, name }: { detail: InspectionDetail; name: string }) {
  const { template } = detail;
  return (
    <Card title="簽名">
      <div className="stack">
        {template.statement && <p>{template.statement}</p>}
        <p className="muted">簽署後內容不再變更；如有補充另列補充紀錄。</p>
        <ActionForm action={signInspectionAction} submitLabel="完成簽署" pendingLabel="簽署中…" label="簽署">
          <HiddenField name="id" value={detail.id} />
          <HiddenField name="version" value={String(detail.version)} />
          <HiddenField name="standing" value={standingOf(detail.answers, detail.photos)} />
          {template.signatures.map(({ key, role, label, isRequired, refusal }) => {
            const party = PARTY_OF_ROLE[role];
            const isOfficer = party === "officer";
            return (
              <SignaturePad
                key={key}
                party={party}
                label={label || PARTY_LABELS[party]}
                isRequired={isRequired}
                refusal={isOfficer ? null : (refusal ?? "")}
                name={isOfficer ? name : undefined}
              />
            );
          })}
        </ActionForm>
      </div>
    </Card>
  );
}
