import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { takeBackAction } from "@/lib/features/dispatch/centre/actions";
import type { CentreBoard } from "@/lib/features/dispatch/centre/types";

/** Whether the case may be taken back, why, and the act. */
export function TakeBackCard({ board: { case: file, takingBack, standing } }: { board: CentreBoard }) {
  if (!takingBack || !standing) return null;
  const { allowed, why, clock } = takingBack;
  return (
    <Card title="收回個案">
      <div className="stack">
        <Notice tone={allowed ? "warn" : "info"} title={allowed ? "可以收回" : "現在不能收回"}>
          {why}
        </Notice>
        {clock && (
          <Disclosure summary="期限如何算出">
            <ol className="prose small">
              {clock.outcome.steps.map((step) => (
                <li key={step.text}>{step.text}</li>
              ))}
            </ol>
          </Disclosure>
        )}
        {allowed && (
          <div className="cluster">
            <ConfirmDialog
              trigger="收回個案"
              title={`自 ${standing.unit.name} 收回 ${file.name}？`}
              tone="danger"
              variant="danger"
            >
              <p>未完成的計畫作廢，個案管理員的分派結束，個案回到待派清單。</p>
              <ActionForm
                action={takeBackAction}
                submitLabel="確認收回"
                submitVariant="danger"
                label="收回個案"
              >
                <HiddenField name="caseId" value={file.id} />
                <HiddenField name="version" value={file.version} />
                <TextArea name="reason" label="收回原因" required rows={2} maxLength={500} />
              </ActionForm>
            </ConfirmDialog>
          </div>
        )}
      </div>
    </Card>
  );
}
