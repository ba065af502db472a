import { SelectField } from "@/components/forms/select-field";
import { FilterBar } from "@/components/ui/filter-bar";
import { PLAN_STATUS_LABELS } from "@/lib/features/care-plans/labels";
import type { PlanRow } from "@/lib/features/care-plans/types";

type ChooseVersionProps = { plan: PlanRow; others: readonly PlanRow[]; chosen: PlanRow };

/** Which version this one is compared with. */
export function ChooseVersion({ plan, others, chosen }: ChooseVersionProps) {
  const href = `/cases/${plan.caseId}/plan/${plan.id}`;
  return (
    <FilterBar action={href} submitLabel="比較" label="比較的版本">
      <SelectField
        name="against"
        label="比較的版本"
        options={others.map(({ id, versionNo, status }) => ({
          value: id,
          label: `第 ${versionNo} 版（${PLAN_STATUS_LABELS[status]}）`,
        }))}
        defaultValue={chosen.id}
      />
    </FilterBar>
  );
}
