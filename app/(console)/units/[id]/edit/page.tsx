import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/layout/card";
import { ConfirmNameForm, CorrectNameForm } from "@/components/registry/correct-name-form";
import { UnitDetailsForm } from "@/components/registry/unit-details-form";
import { changeDetailsAction } from "@/lib/features/registry/units/keeping/actions";
import { UNSURE_NAME_STATES } from "@/lib/features/registry/units/labels";
import { confirmNameAction, correctNameAction } from "@/lib/features/registry/units/naming/actions";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { unitHeader, unitOverview } from "@/lib/features/registry/units/queries";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "編輯單位" };

export default async function EditUnitPage({ params }: PageProps<"/units/[id]/edit">) {
  const actor = await requireActor();
  if (!mayInUnits(actor, "unit.change_details")) notFound();
  const { id } = await params;
  const [unit, overview] = await Promise.all([unitHeader(actor, id), unitOverview(actor, id)]);
  if (!unit || !overview) notFound();
  const unsure = UNSURE_NAME_STATES.some((state) => state === unit.nameState);
  const suggestion = unsure ? overview.notes.find((note) => note.reading)?.reading : null;
  return (
    <div className="stack">
      <Card title="基本資料">
        <UnitDetailsForm change={changeDetailsAction} unit={unit} overview={overview} />
      </Card>
      <Card title="更正名稱">
        <div className="stack">
          <CorrectNameForm unit={unit} suggestion={suggestion} correct={correctNameAction} />
          {unsure && <ConfirmNameForm unit={unit} confirm={confirmNameAction} />}
        </div>
      </Card>
    </div>
  );
}
