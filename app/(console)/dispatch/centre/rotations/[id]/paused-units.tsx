import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { resumeUnitAction } from "@/lib/features/dispatch/centre/actions";
import type { DistrictOrder } from "@/lib/features/dispatch/centre/types";

/** The units that left the turn, each to be taken back in with a reason. */
export function PausedUnits({ order }: { order: DistrictOrder }) {
  const paused = order.entries.filter((entry) => entry.pausedReason !== null);
  if (paused.length === 0) return null;
  return (
    <Card title="暫停輪派的單位" tone="warn">
      <ul className="stack">
        {paused.map(({ unit, pausedReason }) => (
          <li key={unit.id} className="split">
            <span>
              {unit.name}：{pausedReason}
            </span>
            <ConfirmDialog trigger="恢復輪派" title={`恢復 ${unit.name} 的輪派？`}>
              <ActionForm action={resumeUnitAction} submitLabel="確認恢復" label={`恢復 ${unit.name}`}>
                <HiddenField name="id" value={order.id} />
                <HiddenField name="version" value={order.version} />
                <HiddenField name="unitId" value={unit.id} />
                <TextArea name="reason" label="恢復的理由" required rows={2} maxLength={500} />
              </ActionForm>
            </ConfirmDialog>
          </li>
        ))}
      </ul>
    </Card>
  );
}
