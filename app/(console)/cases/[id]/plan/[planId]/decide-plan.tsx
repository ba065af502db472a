import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { decidePlanAction } from "@/lib/features/care-plans/actions";
import { MAX_GOAL, MAX_NOTE } from "@/lib/features/care-plans/schema";
import type { PlanRow } from "@/lib/features/care-plans/types";

/** The centre's decision: a remark in general, one an item where needed, then one of two buttons. */
export function DecidePlan({ plan }: { plan: PlanRow }) {
  return (
    <Card title="審核" tone="info">
      <ActionForm action={decidePlanAction} hideSubmit label="審核計畫">
        <HiddenField name="id" value={plan.id} />
        <HiddenField name="version" value={plan.version} />
        <TextArea name="remark" label="審核意見" rows={3} maxLength={MAX_NOTE} width="full" />
        <fieldset className="columns-2 plan-remarks">
          <legend className="field-label">各項目之意見（需修正者填寫）</legend>
          {plan.items.map(({ id, code, name, remark }) => (
            <TextField
              key={id}
              name={`remark-${id}`}
              label={`${code} ${name}`}
              maxLength={MAX_GOAL}
              defaultValue={remark}
              width="full"
            />
          ))}
        </fieldset>
        <div className="form-actions">
          <SubmitButton name="decision" value="approve">
            核定
          </SubmitButton>
          <SubmitButton name="decision" value="return" variant="secondary">
            退回修正
          </SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}
