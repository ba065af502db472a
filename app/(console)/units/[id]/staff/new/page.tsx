import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextField } from "@/components/forms/text-field";
import { Section } from "@/components/layout/section";
import { addStaffAction } from "@/lib/features/registry/staff/actions";
import { mayKeepStaffOf } from "@/lib/features/registry/staff/policy";
import { registrationClock } from "@/lib/features/registry/staff/queries";
import { unitHeader } from "@/lib/features/registry/units/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";
import { citationText } from "@/lib/rules/citations";
import { DetailFields } from "../detail-fields";

export const metadata: Metadata = { title: "登錄人員" };

export default async function NewStaffPage({ params }: PageProps<"/units/[id]/staff/new">) {
  const actor = await requireActor();
  const { id } = await params;
  const unit = await unitHeader(actor, id);
  if (!unit || !mayKeepStaffOf(actor, id)) notFound();
  const clock = registrationClock(actor.jurisdictionId, today());
  const lead =
    clock.kind === "clock"
      ? `登錄寄送期限自到職日起算（${clock.outcome.citations.map(citationText).join("、")}）。`
      : `本市未訂人員登錄期限：${clock.message}。`;
  return (
    <Section title="登錄人員" lead={lead}>
      <ActionForm
        action={addStaffAction}
        submitLabel="登錄人員"
        cancelHref={`/units/${id}/staff`}
        label="登錄人員"
      >
        <HiddenField name="unitId" value={id} />
        <TextField
          name="nationalId"
          label="身分證統一編號或居留證統一證號"
          required
          maxLength={20}
          autoComplete="off"
          spellCheck={false}
          hint="加密保存，清單與匯出檔都不顯示。"
        />
        <DetailFields />
        <DateField name="startedOn" label="到職日" required />
      </ActionForm>
    </Section>
  );
}
