import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { SelectField } from "@/components/forms/select-field";
import { PageHeader } from "@/components/layout/page-header";
import { startRotationAction } from "@/lib/features/dispatch/rotations/actions";
import { mayRotation } from "@/lib/features/dispatch/rotations/policy";
import { areaOptions } from "@/lib/features/dispatch/rotations/queries";
import { SERVICE_LABELS, SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "建立輪序表" };

export default async function NewRotationPage({ searchParams }: PageProps<"/dispatch/rotations/new">) {
  const actor = await requireActor();
  if (!mayRotation(actor, "rotation.keep")) notFound();
  const query = await searchParams;
  const areas = await areaOptions(actor);
  return (
    <div className="stack">
      <PageHeader
        title="建立輪序表"
        breadcrumbs={[{ href: "/dispatch/rotations", label: "資源盤點及輪序表" }, { label: "建立" }]}
        lead="名單由本區特約該項服務的單位帶入；已有核定的輪序表時沿用其順序。"
      />
      <ActionForm
        action={startRotationAction}
        submitLabel="建立草稿"
        cancelHref="/dispatch/rotations"
        columns={2}
      >
        <SelectField
          name="area"
          label="服務區"
          required
          emptyLabel="請選擇"
          options={areas}
          defaultValue={one(query.area)}
        />
        <SelectField
          name="service"
          label="服務"
          required
          emptyLabel="請選擇"
          options={SERVICES_OF_TIER.b.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
          defaultValue={one(query.service)}
        />
      </ActionForm>
    </div>
  );
}
