import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { DescriptionList } from "@/components/layout/description-list";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { proposeViolationAction } from "@/lib/features/penalties/actions";
import { articleOf, clausesOf } from "@/lib/features/penalties/labels";
import type { ProposalForm } from "@/lib/features/penalties/queries";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

type Props = { form: ProposalForm; asOf: PlainDate };

/** What a unit is held to have done: clause, day, facts. */
export function ProposeForm({ form, asOf }: Props) {
  const { unit, contracts, finding } = form;
  if (contracts.length === 0) {
    return (
      <Notice tone="warn" title="沒有特約">
        {unit.name} 沒有特約紀錄，不能依特約記點；請先至<Link href={`/units/${unit.id}/contracts`}>特約</Link>
        登錄。
      </Notice>
    );
  }
  return (
    <div className="stack">
      <DescriptionList
        columns={2}
        items={[
          { label: "單位", value: `${unit.code} ${unit.name}` },
          {
            label: "特約",
            value: contracts
              .map(
                ({ number, startsOn, until }) =>
                  `${number}（${formatRocDate(startsOn)}–${formatRocDate(until)}）`,
              )
              .join("、"),
          },
          ...(finding
            ? [{ label: "來源缺失", value: `${finding.number} ${finding.label}`, wide: true }]
            : []),
        ]}
      />
      <ActionForm action={proposeViolationAction} submitLabel="提報" label="提報違約" columns={2}>
        <HiddenField name="unitId" value={unit.id} />
        {finding && <HiddenField name="findingId" value={finding.id} />}
        <DateField
          name="happenedOn"
          label="違約日"
          required
          max={asOf}
          defaultValue={formatRocDate(finding?.settledOn ?? asOf)}
          hint="屆期未改善者，為認定之日。計點之先後依此日。"
        />
        {contracts.length > 1 && <ContractField contracts={contracts} />}
        {unit.tier !== "c" && <ClauseField form={form} />}
        {finding ? (
          <HiddenField name="corrected" value={finding.inTime ? "yes" : "no"} />
        ) : (
          <RadioGroup
            name="corrected"
            label="是否已於期限內改善（須先限期改善之款次）"
            inline
            options={[
              { value: "no", label: "屆期未改善" },
              { value: "yes", label: "已於期限內改善" },
            ]}
            {...(unit.tier === "c" ? { defaultValue: "no" } : {})}
          />
        )}
        <TextArea
          name="facts"
          label="違約事實"
          required
          rows={6}
          maxLength={2000}
          width="full"
          defaultValue={finding ? factsOf(finding) : ""}
          hint="將列入通知陳述意見及處分之函文。"
        />
      </ActionForm>
    </div>
  );
}

function factsOf({ number, label, facts, inTime, caseNumber }: NonNullable<ProposalForm["finding"]>): string {
  const ofCase = caseNumber ? `（個案 ${caseNumber}）` : "";
  const settled = inTime ? "經令限期改善，已於期限內改善。" : "經令限期改善，屆期未改善。";
  return `缺失 ${number}「${label}」${ofCase}：${facts}。${settled}`;
}

function ContractField({ contracts }: { contracts: ProposalForm["contracts"] }) {
  return (
    <SelectField
      name="contractId"
      label="違反之特約"
      emptyLabel="依違約日判定"
      options={contracts.map(({ id, number }) => ({ value: id, label: number }))}
      hint="同日有多筆特約時才需選擇。"
    />
  );
}

/** Clauses only where one of the unit's contracts goes by the regulation. */
function ClauseField({ form: { unit, contracts } }: { form: ProposalForm }) {
  const isNational = contracts.some(({ scheme }) => scheme === "national");
  if (!isNational || unit.tier === "c") {
    return <Notice tone="info">這個單位的特約適用契約自訂之記點規定，決定時填寫契約條款及點數。</Notice>;
  }
  return (
    <SelectField
      name="clause"
      label={`違反款次（長期照顧特約管理辦法第${articleOf(unit.tier)}條）`}
      emptyLabel="請選擇"
      required
      width="full"
      options={clausesOf(unit.tier).map(({ clause, text, hasCure }) => ({
        value: String(clause),
        label: `第 ${clause} 款${hasCure ? "（先限期改善）" : ""}：${text}`,
      }))}
    />
  );
}
