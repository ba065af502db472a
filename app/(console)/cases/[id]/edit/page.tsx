import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContactFields } from "@/components/cases/contact-fields";
import { IdentityFields } from "@/components/cases/identity-fields";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { Section } from "@/components/layout/section";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import { intakeDistricts } from "@/lib/features/cases/intake/queries";
import { changeContactAction, changePersonAction } from "@/lib/features/cases/person/actions";
import { mayCase } from "@/lib/features/cases/policy";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "變更基本資料" };

/** The centre changes who a person is and how to reach the person; the A unit how to reach the person. */
export default async function EditCasePage({ params }: PageProps<"/cases/[id]/edit">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayCase(actor, "case.change_person")) notFound();
  const opened = await caseFileOfRequest(actor, id);
  if (!opened.ok || opened.data.view !== "full") notFound();
  const { person, standing } = opened.data;
  const hidden = (
    <>
      <HiddenField name="id" value={id} />
      <HiddenField name="version" value={standing.version} />
    </>
  );
  const back = `/cases/${id}`;
  if (!mayCase(actor, "case.change_identity")) {
    return (
      <Section title="變更聯絡資料" lead="姓名、出生日期與行政區由照顧管理中心變更。">
        <ActionForm action={changeContactAction} cancelHref={back} label="變更聯絡資料" columns={2}>
          {hidden}
          <ContactFields contact={person.contact} />
        </ActionForm>
      </Section>
    );
  }
  return (
    <Section title="變更基本資料" lead="變更行政區後，由新行政區的照顧管理專員負責。">
      <ActionForm action={changePersonAction} cancelHref={back} label="變更基本資料" columns={2}>
        {hidden}
        <IdentityFields
          person={person}
          districtId={standing.district.id}
          districts={[{ label: "本市行政區", options: await intakeDistricts(actor) }]}
        />
        <ContactFields contact={person.contact} />
      </ActionForm>
    </Section>
  );
}
