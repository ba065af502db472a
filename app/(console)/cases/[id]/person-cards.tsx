import { DueTag } from "@/components/cases/due-tag";
import { QuotaFacts } from "@/components/cases/quota-facts";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { Link } from "@/components/ui/link";
import type { FullFile } from "@/lib/features/cases/file/types";
import {
  ASSESSMENT_KIND_LABELS,
  copayLabel,
  levelLabel,
  SEX_LABELS,
  SOURCE_LABELS,
} from "@/lib/features/cases/labels";
import { mayCase } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { RuleSet } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import { RevealForm } from "./reveal-form";

/** Whole years from a birth date to a day. */
function ageOn(bornOn: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

type PersonCardProps = { actor: Actor; file: FullFile; today: PlainDate };

export function PersonCard({ actor, file: { person, standing }, today }: PersonCardProps) {
  const { contact } = person;
  return (
    <Card title="基本資料">
      <DescriptionList
        items={[
          {
            label: "統一編號",
            value: (
              <>
                <span className="nowrap">{person.maskedNationalId}</span>
                {mayCase(actor, "case.open_national_id") && <RevealForm id={standing.id} />}
              </>
            ),
          },
          { label: "性別", value: SEX_LABELS[person.sex] },
          {
            label: "出生日期",
            value: `${formatRocDate(person.bornOn)}（${ageOn(person.bornOn, today)} 歲）`,
          },
          { label: "行政區", value: standing.district.name },
          { label: "居住地址", value: contact.address, wide: true },
          { label: "電話", value: contact.phone },
          {
            label: "聯絡人",
            value: [contact.contactName, contact.contactRelation && `（${contact.contactRelation}）`]
              .filter(Boolean)
              .join(""),
          },
          { label: "聯絡人電話", value: contact.contactPhone },
          { label: "申請來源", value: SOURCE_LABELS[standing.source] },
          { label: "申請日", value: formatRocDate(standing.appliedOn) },
        ]}
      />
    </Card>
  );
}

type EntitlementCardProps = { file: FullFile; rules: RuleSet; today: PlainDate };

export function EntitlementCard({ file: { standing }, rules, today }: EntitlementCardProps) {
  const { needLevel, copayClass, hasForeignCaregiver, district } = standing;
  return (
    <Card title="需要等級與額度">
      <div className="stack">
        <DescriptionList
          items={[
            { label: "長照需要等級", value: levelLabel(needLevel) },
            { label: "長照身分別", value: copayLabel(copayClass) },
            {
              label: "聘僱外籍看護工",
              value: needLevel === null ? "評估後確認" : hasForeignCaregiver ? "是" : "否",
            },
            { label: "交通接送分區", value: `第 ${district.transportZone} 類（${district.name}）` },
            { label: "最近評估", value: formatRocDate(standing.lastAssessedOn) },
            {
              label: "複評期限",
              value: <DueTag dueOn={standing.nextReassessmentOn} today={today} />,
            },
          ]}
        />
        {needLevel !== null && (
          <QuotaFacts
            rules={rules}
            needLevel={needLevel}
            hasForeignCaregiver={hasForeignCaregiver}
            transportZone={district.transportZone}
            on={today}
          />
        )}
      </div>
    </Card>
  );
}

export function ProblemCard({ file: { assessments, standing } }: { file: FullFile }) {
  const [newest] = assessments;
  return (
    <Card
      title="照顧問題"
      actions={<Link href={`/cases/${standing.id}/assessments`}>歷次評估（{assessments.length}）</Link>}
    >
      {newest ? (
        <div className="stack-s">
          <p className="muted small">
            {ASSESSMENT_KIND_LABELS[newest.kind]}，{formatRocDate(newest.assessedOn)}
          </p>
          {newest.problems.length > 0 ? (
            <ol className="prose list-decimal ps-6">
              {newest.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ol>
          ) : (
            <p>未列照顧問題。</p>
          )}
        </div>
      ) : (
        <p className="muted">尚未評估。</p>
      )}
    </Card>
  );
}
