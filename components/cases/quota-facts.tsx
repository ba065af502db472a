import { DescriptionList } from "@/components/layout/description-list";
import { Why } from "@/components/today/why";
import { Notice } from "@/components/ui/notice";
import { RuleError } from "@/lib/rules/errors";
import type { Outcome } from "@/lib/rules/outcome";
import type { RuleSet } from "@/lib/rules/parameter";
import { planQuota, type Quotas } from "@/lib/rules/plan";

type QuotaFactsProps = {
  rules: RuleSet;
  needLevel: number;
  hasForeignCaregiver: boolean;
  transportZone: number;
  on: string;
};

type Answer = { outcome: Outcome<Quotas> } | { problem: string };

function answerOf({ rules, needLevel, hasForeignCaregiver, transportZone, on }: QuotaFactsProps): Answer {
  try {
    return {
      outcome: planQuota(rules, { needLevel, transportZone, foreignCaregiver: hasForeignCaregiver, on }),
    };
  } catch (error) {
    if (error instanceof RuleError) return { problem: `${error.message}。` };
    throw error;
  }
}

const money = (amount: number | undefined) =>
  amount === undefined ? null : `${amount.toLocaleString("zh-TW")} 元`;

/** What a level is worth on a day, and why: computed by the law itself, on the server and in the browser alike. */
export function QuotaFacts(props: QuotaFactsProps) {
  const answer = answerOf(props);
  if ("problem" in answer) return <Notice tone="info" title={answer.problem} />;
  const { careMonthly, respiteYearly, transportMonthly, devicesThreeYears, devicesSecondGroup } =
    answer.outcome;
  return (
    <div className="stack-s">
      <DescriptionList
        items={[
          { label: "照顧及專業服務（每月）", value: money(careMonthly) },
          { label: `交通接送（每月，第 ${props.transportZone} 類區）`, value: money(transportMonthly) },
          { label: "喘息服務（每年）", value: money(respiteYearly) },
          {
            label: "輔具及居家無障礙（三年）",
            value: devicesSecondGroup
              ? `${money(devicesThreeYears)}，或擇第二組 ${money(devicesSecondGroup)}`
              : money(devicesThreeYears),
          },
        ]}
      />
      <Why {...answer.outcome} summary="額度如何計算" />
    </div>
  );
}
