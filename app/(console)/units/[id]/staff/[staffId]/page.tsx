import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { DescriptionList } from "@/components/layout/description-list";
import { Section } from "@/components/layout/section";
import { RegistrationTag } from "@/components/today/registration-tag";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Timeline } from "@/components/ui/timeline";
import { FIELD_LABELS } from "@/lib/features/registry/contracts/labels";
import { endStaffAction, registerStaffAction } from "@/lib/features/registry/staff/actions";
import { openStaffFile } from "@/lib/features/registry/staff/file/service";
import { DUTY_LABELS, EMPLOYMENT_LABELS, STAFF_ACTIONS } from "@/lib/features/registry/staff/labels";
import { mayKeepStaffOf } from "@/lib/features/registry/staff/policy";
import type { OtherPostings, StaffFile } from "@/lib/features/registry/staff/types";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { RevealForm } from "./reveal-form";

export const metadata: Metadata = { title: "人員檔案" };

type Props = PageProps<"/units/[id]/staff/[staffId]">;

const DONE: Record<string, { tone: "good" | "warn"; title: string }> = {
  added: { tone: "good", title: "已登錄人員。" },
  changed: { tone: "good", title: "已更正人員資料。" },
  registered: { tone: "good", title: "已登錄寄送日。" },
  registered_late: { tone: "warn", title: "已登錄寄送日；寄送日已逾登錄期限。" },
  ended: { tone: "good", title: "已登錄離職。" },
};

export default async function StaffFilePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id, staffId } = await params;
  if (!mayKeepStaffOf(actor, id)) notFound();
  const opened = await openStaffFile(actor, staffId);
  if (!opened.ok || opened.data.unit.id !== id) notFound();
  const staff = opened.data;
  const done = DONE[one((await searchParams).done) ?? ""];
  return (
    <div className="stack">
      {done && <Notice tone={done.tone} title={done.title} live="status" />}
      <Elsewhere elsewhere={staff.elsewhere} />
      <Section
        title={staff.name}
        lead="開啟本檔案已留下稽核紀錄。"
        actions={
          !staff.endedOn && (
            <>
              <LinkButton href={`/units/${id}/staff/${staff.id}/edit`} icon="edit">
                更正資料
              </LinkButton>
              <EndEmployment staff={staff} />
            </>
          )
        }
      >
        <Facts staff={staff} />
      </Section>
      <RegistrationSection staff={staff} />
      <Section title="登錄歷程">
        <History staff={staff} />
      </Section>
    </div>
  );
}

function Elsewhere({ elsewhere: { count, units } }: { elsewhere: OtherPostings }) {
  if (count === 0) return null;
  return (
    <Notice tone="warn" title="此人同時在本市其他單位任職">
      {units ? (
        <ul>
          {units.map((unit) => (
            <li key={unit.id}>
              <Link href={`/units/${unit.id}/staff`}>
                {unit.code} {unit.name}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p>請確認專兼任與工時；如有疑義，請洽本府長照科。</p>
      )}
    </Notice>
  );
}

function Facts({ staff }: { staff: StaffFile }) {
  return (
    <DescriptionList
      items={[
        {
          label: "身分證統一編號",
          value: (
            <>
              <span className="nowrap">{staff.maskedNationalId}</span>
              <RevealForm id={staff.id} />
            </>
          ),
        },
        { label: "職務", value: DUTY_LABELS[staff.duty] },
        { label: "專兼任", value: EMPLOYMENT_LABELS[staff.employment] },
        { label: "資格", value: staff.qualification },
        { label: "到職日", value: formatRocDate(staff.startedOn) },
        { label: "離職日", value: staff.endedOn && formatRocDate(staff.endedOn) },
      ]}
    />
  );
}

function RegistrationSection({ staff }: { staff: StaffFile }) {
  const { registration, registeredOn } = staff;
  return (
    <Section id="registration" title="人員登錄">
      <p className="cluster">
        <RegistrationTag staff={staff} />
        {registration.kind === "clock" && <span>期限 {formatRocDate(registration.outcome.dueOn)}</span>}
        {registeredOn && <span>寄送日 {formatRocDate(registeredOn)}</span>}
      </p>
      {registration.kind === "clock" ? (
        <Why {...registration.outcome} />
      ) : (
        <p className="muted">{registration.message}；仍可登錄寄送日。</p>
      )}
      {registeredOn ? (
        <Disclosure summary="更正寄送日">
          <RegisterForm staff={staff} />
        </Disclosure>
      ) : (
        <RegisterForm staff={staff} />
      )}
    </Section>
  );
}

function RegisterForm({ staff }: { staff: StaffFile }) {
  return (
    <ActionForm action={registerStaffAction} submitLabel="登錄寄送日" label="登錄寄送日">
      <HiddenField name="id" value={staff.id} />
      <HiddenField name="version" value={staff.version} />
      <DateField name="registeredOn" label="登錄寄送日" required defaultValue={staff.registeredOn} />
    </ActionForm>
  );
}

function EndEmployment({ staff }: { staff: StaffFile }) {
  return (
    <ConfirmDialog trigger="登錄離職" title={`登錄 ${staff.name} 離職?`} tone="danger" variant="danger">
      <p>離職後資料保留、不再變更；再次到職請重新登錄。</p>
      <ActionForm action={endStaffAction} submitLabel="登錄離職" submitVariant="danger" label="登錄離職">
        <HiddenField name="id" value={staff.id} />
        <HiddenField name="version" value={staff.version} />
        <DateField name="endedOn" label="離職日（最後任職日）" required />
        <TextArea name="reason" label="原因" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}

function History({ staff }: { staff: StaffFile }) {
  return (
    <Timeline
      label="登錄歷程"
      items={[...staff.history].reverse().map(({ at, by, action, fields }) => ({
        id: `${at.toISOString()} ${action}`,
        time: formatRocInstant(at),
        dateTime: at.toISOString(),
        title: STAFF_ACTIONS[action] ?? action,
        detail: fields.map((field) => FIELD_LABELS[field] ?? field).join("、"),
        by,
      }))}
    />
  );
}
