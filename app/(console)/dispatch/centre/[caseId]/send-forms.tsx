import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { dispatchToAUnitAction, redispatchAction } from "@/lib/features/dispatch/centre/actions";
import { CENTRE_BASIS_LABELS } from "@/lib/features/dispatch/centre/labels";
import type { CentreBoard } from "@/lib/features/dispatch/centre/types";
import { skipReasonLabel } from "@/lib/rules/dispatch";

type SendFormsProps = {
  board: CentreBoard;
  /** The case is taken back from the unit that has it in the same step, with the reason. */
  again?: boolean;
};

/** The ways in which a case is given to an A unit: by turn, or to a unit that is named. */
export function SendForms({ board, again = false }: SendFormsProps) {
  return (
    <div className="columns-2">
      <ByTurn board={board} again={again} />
      <ByName board={board} again={again} />
    </div>
  );
}

function Own({ board: { case: file }, again }: SendFormsProps) {
  return (
    <>
      <HiddenField name="caseId" value={file.id} />
      <HiddenField name="version" value={file.version} />
      {again && <TextArea name="reason" label="收回原因" required rows={2} maxLength={500} />}
    </>
  );
}

function ByTurn({ board, again = false }: SendFormsProps) {
  const title = again ? "依輪序改派" : "依輪序派案";
  const { next, nobody } = board;
  if (!next) {
    return (
      <Card title={title}>
        <Notice tone="warn" title="目前不能輪派">
          {nobody}
        </Notice>
      </Card>
    );
  }
  return (
    <Card title={title}>
      <div className="stack">
        <p>
          現在輪到 <strong>{next.name}</strong>（尚可承接 {next.headroom} 案）。
        </p>
        <div className="cluster">
          <ConfirmDialog trigger={`派給 ${next.name}`} title={`依輪序派給 ${next.name}？`} variant="primary">
            <p>
              {again && `自 ${board.standing?.unit.name ?? "原單位"} 收回，未完成的計畫作廢。`}
              派案後輪序前進一位，A 單位的計畫期限自今日起算。
            </p>
            <ActionForm
              action={again ? redispatchAction : dispatchToAUnitAction}
              submitLabel={again ? "確認收回並改派" : "確認派案"}
              label={title}
            >
              <Own board={board} again={again} />
              <HiddenField name="basis" value="rotation" />
              <HiddenField name="expectedUnitId" value={next.id} />
            </ActionForm>
          </ConfirmDialog>
        </div>
      </div>
    </Card>
  );
}

function ByName({ board, again = false }: SendFormsProps) {
  const { former, case: file, inOrder, outside, standing } = board;
  const units = [...inOrder, ...outside].filter((unit) => !again || unit.id !== standing?.unit.id);
  const title = again ? "改派給指定的 A 單位" : "派給指定的 A 單位";
  const bases = [
    { value: "client_choice", label: CENTRE_BASIS_LABELS.client_choice },
    {
      value: "own_development",
      label: CENTRE_BASIS_LABELS.own_development,
      hint: file.sourceUnit
        ? `開發單位：${file.sourceUnit.name}`
        : "限申請來源為「A 單位開發」；派給的單位即登錄為開發單位",
      disabled: file.source !== "a_unit_outreach",
    },
    {
      value: "continuation",
      label: CENTRE_BASIS_LABELS.continuation,
      hint:
        former.length > 0 ? `先前承接：${former.map((unit) => unit.name).join("、")}` : "先前沒有 A 單位承接",
      disabled: former.length === 0,
    },
  ];
  return (
    <Card title={title}>
      <ActionForm
        action={again ? redispatchAction : dispatchToAUnitAction}
        submitLabel={again ? "收回並改派" : "派案"}
        label={title}
      >
        <Own board={board} again={again} />
        <RadioGroup
          name="basis"
          label="依據"
          required
          options={bases}
          defaultValue={file.source === "a_unit_outreach" ? "own_development" : "client_choice"}
        />
        <SelectField
          name="unitId"
          label="A 單位"
          required
          emptyLabel="請選擇"
          hint="不移動輪序；不能承接的單位會說明原因。"
          defaultValue={again ? undefined : file.sourceUnit?.id}
          options={units.map((unit) => ({
            value: unit.id,
            label: `${unit.name}${unit.skip ? `（${unit.lost ?? unit.pausedReason ?? skipReasonLabel(unit.skip)}）` : `（尚可 ${unit.headroom} 案）`}`,
          }))}
        />
      </ActionForm>
    </Card>
  );
}
