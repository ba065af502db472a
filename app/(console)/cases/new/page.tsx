import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContactFields } from "@/components/cases/contact-fields";
import { IdentityFields } from "@/components/cases/identity-fields";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { applyForCareAction, identifyPersonAction } from "@/lib/features/cases/intake/actions";
import {
  type DistrictChoice,
  intakeDistricts,
  knownClient,
  openSeal,
  sourceUnits,
} from "@/lib/features/cases/intake/queries";
import { SOURCE_LABELS } from "@/lib/features/cases/labels";
import { mayCase } from "@/lib/features/cases/policy";
import { today } from "@/lib/platform/clock";
import { maskId } from "@/lib/platform/identifiers";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { KnownPerson } from "./known-person";

export const metadata: Metadata = { title: "受理申請" };

/** An application in two steps, each a page of its own: who it is, then the application, or the file that is there. */
export default async function NewCasePage({ searchParams }: PageProps<"/cases/new">) {
  const actor = await requireActor();
  if (!mayCase(actor, "case.intake")) notFound();
  const person = one((await searchParams).person);
  const nationalId = person ? openSeal(actor, person) : null;
  const known = nationalId ? await knownClient(actor, nationalId) : null;
  return (
    <div className="stack-l">
      <PageHeader
        title="受理申請"
        breadcrumbs={[{ href: "/cases", label: "個案" }, { label: "受理申請" }]}
        lead="同一人在本市只有一份個案檔案；先以統一編號查詢，再登錄申請。"
      />
      {person && !nationalId && (
        <Notice tone="warn" title="請重新輸入統一編號" live="alert">
          前一步的查詢已失效。
        </Notice>
      )}
      {!nationalId && <Identify />}
      {nationalId && known && <KnownPerson known={known} maskedId={maskId(nationalId)} today={today()} />}
      {nationalId && person && !known && (
        <Apply
          person={person}
          maskedId={maskId(nationalId)}
          districts={await intakeDistricts(actor)}
          units={await sourceUnits(actor)}
        />
      )}
    </div>
  );
}

function Identify() {
  return (
    <Card title="第一步：查詢統一編號">
      <ActionForm action={identifyPersonAction} submitLabel="查詢" label="查詢統一編號">
        <TextField
          name="nationalId"
          label="身分證統一編號或居留證統一證號"
          required
          maxLength={20}
          width="m"
          autoComplete="off"
          spellCheck={false}
          hint="加密保存，平時只顯示部分字元。"
        />
      </ActionForm>
    </Card>
  );
}

type ApplyProps = {
  person: string;
  maskedId: string;
  districts: readonly DistrictChoice[];
  /** The A units that may have found the case. */
  units: readonly { value: string; label: string }[];
};

function Apply({ person, maskedId, districts, units }: ApplyProps) {
  return (
    <Card title="第二步：登錄申請" actions={<Link href="/cases/new">改查另一人</Link>}>
      <div className="stack">
        <p>
          統一編號 <span className="num nowrap">{maskedId}</span>：本市尚無此人的個案檔案。
        </p>
        <ActionForm
          action={applyForCareAction}
          submitLabel="受理申請"
          cancelHref="/cases"
          label="登錄申請"
          columns={2}
        >
          <HiddenField name="person" value={person} />
          <SelectField
            name="source"
            label="申請來源"
            required
            emptyLabel="請選擇"
            options={Object.entries(SOURCE_LABELS).map(([value, label]) => ({ value, label }))}
          />
          <SelectField
            name="sourceUnitId"
            label="開發的 A 單位"
            emptyLabel="非 A 單位開發"
            hint="申請來源為 A 單位開發時必填。"
            options={units}
          />
          <DateField name="appliedOn" label="申請日" required defaultValue={formatRocDate(today())} />
          <IdentityFields districts={districtGroups(districts)} />
          <ContactFields />
        </ActionForm>
      </div>
    </Card>
  );
}

function districtGroups(districts: readonly DistrictChoice[]) {
  const own = districts.filter((district) => district.own);
  const others = districts.filter((district) => !district.own);
  return [
    { label: "負責的行政區", options: own },
    ...(others.length > 0 ? [{ label: "其他行政區（由其他照專受理）", options: others }] : []),
  ];
}
