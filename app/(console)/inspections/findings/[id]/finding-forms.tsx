import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { DateField } from "@/components/forms/date-field";
import { FileField } from "@/components/forms/file-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import {
  answerFindingAction,
  closeFindingAction,
  extendFindingAction,
  failFindingAction,
  returnFindingAction,
  sendCorrectionLetterAction,
  setReinspectionAction,
} from "@/lib/features/inspections/findings/actions";
import type { FindingDeed } from "@/lib/features/inspections/findings/state/service";
import type { FindingDetail } from "@/lib/features/inspections/findings/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { ACCEPTED, MOST_BYTES } from "@/lib/platform/uploads";
import type { PlainDate } from "@/lib/rules/plain-date";

type FormProps = { finding: FindingDetail };

function Carried({ finding }: FormProps) {
  return (
    <>
      <HiddenField name="id" value={finding.id} />
      <HiddenField name="version" value={finding.version} />
    </>
  );
}

/** The unit's correction plan and evidence; for the bureau, what a unit wrote on paper. */
export function AnswerForm({ finding, onPaper }: FormProps & { onPaper: boolean }) {
  return (
    <Section
      title={onPaper ? "登錄單位書面回復" : finding.state === "answered" ? "補充改善情形" : "回復改善情形"}
      id="answer"
      lead={onPaper ? "單位沒有帳號，或以書面、電子郵件回復時使用；將註明由您登錄。" : undefined}
    >
      <ActionForm action={answerFindingAction} submitLabel="送出改善情形" label="回復改善情形">
        <Carried finding={finding} />
        <TextArea
          name="text"
          label="改善方案及策進作為"
          required
          rows={6}
          maxLength={2000}
          width="full"
          hint="請寫明做了什麼、何時完成、如何避免再發生。"
        />
        <FileField
          name="files"
          label="佐證（選填，可多選）"
          accept={ACCEPTED}
          maxBytes={MOST_BYTES}
          multiple
          hint="PDF、圖檔、DOCX、XLSX；每檔上限 10 MB，一次最多 5 個。"
        />
      </ActionForm>
    </Section>
  );
}

interface ReviewProps extends FormProps {
  deeds: readonly FindingDeed[];
  options: readonly { id: string; number: string; plannedWeek: PlainDate | null }[];
  asOf: PlainDate;
}

/** What the bureau may do with a finding as it stands. */
export function ReviewForms({ finding, deeds, options, asOf }: ReviewProps) {
  return (
    <Section title="審認" id="review" lead="各缺失分別結案；結案與認定屆期未改善後不再變更。">
      <div className="stack">
        {deeds.includes("close") && <CloseForm finding={finding} asOf={asOf} />}
        <div className="cluster">
          {deeds.includes("return") && <ReturnForm finding={finding} />}
          {deeds.includes("extend") && <ExtendForm finding={finding} />}
          {deeds.includes("re_inspect") && <ReinspectForm finding={finding} options={options} />}
          {deeds.includes("fail") && <FailForm finding={finding} />}
        </div>
      </div>
    </Section>
  );
}

function CloseForm({ finding, asOf }: FormProps & { asOf: PlainDate }) {
  return (
    <ActionForm action={closeFindingAction} submitLabel="確認改善並結案" label="結案" columns={2}>
      <Carried finding={finding} />
      <DateField
        name="mendedOn"
        label="改善完成日"
        required
        defaultValue={formatRocDate(finding.answeredOn ?? asOf)}
        min={finding.createdOn}
        max={asOf}
        hint={`不晚於期限 ${formatRocDate(finding.dueOn)} 者為期限內改善。`}
      />
      <TextArea name="remark" label="審認說明" required rows={3} maxLength={2000} width="full" />
    </ActionForm>
  );
}

function ReturnForm({ finding }: FormProps) {
  return (
    <ConfirmDialog trigger="退回補正" title="退回單位補正">
      <ActionForm action={returnFindingAction} submitLabel="退回" label="退回補正">
        <Carried finding={finding} />
        <TextArea
          name="reason"
          label="退回意見"
          required
          rows={4}
          maxLength={500}
          hint="改善期限不因退回而延後。"
        />
      </ActionForm>
    </ConfirmDialog>
  );
}

function ExtendForm({ finding }: FormProps) {
  return (
    <ConfirmDialog trigger="展延期限" title="展延改善期限">
      <ActionForm action={extendFindingAction} submitLabel="展延" label="展延期限">
        <Carried finding={finding} />
        <DateField
          name="dueOn"
          label="展延至"
          required
          min={finding.dueOn}
          hint={`目前期限 ${formatRocDate(finding.dueOn)}。`}
        />
        <TextArea name="reason" label="展延理由" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}

function ReinspectForm({ finding, options }: FormProps & { options: ReviewProps["options"] }) {
  const create = `/inspections/new?unit=${finding.unit.id}&purpose=re_inspection&kind=${finding.basis.form}`;
  return (
    <ConfirmDialog trigger="排定複查" title="排定複查">
      {options.length === 0 ? (
        <p>
          這個單位目前沒有尚未簽署的查核。請先<Link href={create}>新增複查</Link>，再回到本頁選取。
        </p>
      ) : (
        <ActionForm action={setReinspectionAction} submitLabel="排定複查" label="排定複查">
          <Carried finding={finding} />
          <SelectField
            name="inspectionId"
            label="由哪一次查核複查"
            required
            options={options.map(({ id, number, plannedWeek }) => ({
              value: id,
              label: `${number}${plannedWeek ? `（${formatRocDate(plannedWeek)} 當週）` : ""}`,
            }))}
          />
          <p className="small">
            或另外<Link href={create}>新增複查</Link>。複查簽署後，同一項目的結果會記在這筆缺失，不另開缺失。
          </p>
        </ActionForm>
      )}
    </ConfirmDialog>
  );
}

function FailForm({ finding }: FormProps) {
  return (
    <ConfirmDialog trigger="認定屆期未改善" title="認定屆期未改善？" tone="danger">
      <ActionForm action={failFindingAction} submitLabel="認定" submitVariant="danger" label="認定屆期未改善">
        <Carried finding={finding} />
        <TextArea
          name="reason"
          label="認定理由"
          required
          rows={4}
          maxLength={500}
          hint={`須已逾期限 ${formatRocDate(finding.dueOn)}，或複查仍未改善；認定後可提報違約記點。`}
        />
      </ActionForm>
    </ConfirmDialog>
  );
}

/** The letter that asks for the correction. */
export function SendLetter({ finding }: FormProps) {
  return (
    <div className="cluster">
      <ConfirmDialog trigger="發函限期改善" title="發函限期改善">
        <ActionForm action={sendCorrectionLetterAction} submitLabel="發函" label="發函限期改善">
          <HiddenField name="id" value={finding.id} />
          <CheckboxField name="withOthers" label="併同本次查核其他未結之缺失" defaultChecked />
          <p className="small">送出後編號、產生 PDF 並存檔，單位可於「函文」下載。</p>
        </ActionForm>
      </ConfirmDialog>
    </div>
  );
}
