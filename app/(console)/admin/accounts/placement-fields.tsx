import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { TIER_OF_ROLE } from "@/lib/features/accounts/policy";
import { districtChoices, unitChoices } from "@/lib/features/accounts/queries";
import type { UnitChoice } from "@/lib/features/accounts/types";
import type { Actor } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";

interface Props {
  actor: Actor;
  role: Role;
  unitId?: string | null;
  districtIds?: readonly string[];
}

/** What a role needs besides itself: a unit of its tier, or districts. */
export async function PlacementFields({ actor, role, unitId, districtIds }: Props) {
  const tier = TIER_OF_ROLE[role];
  if (tier) {
    const units = await unitChoices(actor, tier);
    return (
      <>
        <HiddenField name="role" value={role} />
        <SelectField
          name="unitId"
          label={`所屬 ${tier.toUpperCase()} 單位`}
          required
          width="full"
          emptyLabel="請選擇單位"
          groups={byDistrict(units)}
          defaultValue={units.length === 1 ? units[0]?.id : unitId}
          hint={
            units.length > 1 ? `共 ${units.length} 個單位，依行政區排列；可輸入名稱開頭快速跳到。` : undefined
          }
        />
      </>
    );
  }
  return (
    <>
      <HiddenField name="role" value={role} />
      {role === "care_specialist" && (
        <CheckboxGroup
          name="districtIds"
          label="負責行政區"
          required
          inline
          hint={`${ROLE_LABELS.care_specialist}只看得到所選行政區的個案。`}
          options={(await districtChoices(actor)).map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={[...(districtIds ?? [])]}
        />
      )}
    </>
  );
}

function byDistrict(units: readonly UnitChoice[]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { id, code, name, districtName } of units) {
    const group = groups.get(districtName) ?? [];
    group.push({ value: id, label: `${name}（${code}）` });
    groups.set(districtName, group);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
