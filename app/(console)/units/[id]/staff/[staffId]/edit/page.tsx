import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { Section } from "@/components/layout/section";
import { changeStaffAction } from "@/lib/features/registry/staff/actions";
import { mayKeepStaffOf } from "@/lib/features/registry/staff/policy";
import { staffById } from "@/lib/features/registry/staff/queries";
import { requireActor } from "@/lib/platform/session";
import { DetailFields } from "../../detail-fields";

export const metadata: Metadata = { title: "更正人員資料" };

type Props = PageProps<"/units/[id]/staff/[staffId]/edit">;

export default async function EditStaffPage({ params }: Props) {
  const actor = await requireActor();
  const { id, staffId } = await params;
  const staff = mayKeepStaffOf(actor, id) ? await staffById(actor, staffId) : null;
  if (!staff || staff.unit.id !== id) notFound();
  const page = `/units/${id}/staff/${staff.id}`;
  if (staff.endedOn) redirect(page);
  return (
    <Section title={`更正人員資料：${staff.name}`}>
      <ActionForm action={changeStaffAction} submitLabel="儲存更正" cancelHref={page} label="更正人員資料">
        <HiddenField name="id" value={staff.id} />
        <HiddenField name="version" value={staff.version} />
        <DetailFields staff={staff} />
      </ActionForm>
    </Section>
  );
}
