import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { PenaltyTabs } from "@/components/penalties/penalty-tabs";
import { DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { articleOf, clausesOf } from "@/lib/features/penalties/labels";
import { penaltyScope } from "@/lib/features/penalties/policy";
import { requireActor } from "@/lib/platform/session";
import { PENALTY_ARTICLES } from "@/lib/rules/penalty-clauses-data";

export const metadata: Metadata = { title: "記點事由" };

const TIERS = [
  { tier: "a", title: "A 單位（社區整合型服務中心）", articles: ["29", "30"] },
  { tier: "b", title: "B 單位（長照特約單位）", articles: ["26", "27"] },
] as const;

export default async function CataloguePage() {
  const actor = await requireActor();
  const scope = penaltyScope(actor);
  if (!scope) notFound();
  return (
    <div className="stack">
      <PageHeader
        title="違約記點事由"
        lead="長期照顧特約管理辦法條文；112/10/06 施行，條文以全國法規資料庫 113/10/11 版為準。"
        actions={<PrintButton />}
      />
      <PenaltyTabs
        current="/penalties/catalogue"
        own={scope.unitId ? `/penalties/units/${scope.unitId}` : null}
      />
      {TIERS.map(({ tier, title, articles }) => (
        <Section
          key={tier}
          title={`${title}：第${articleOf(tier)}條，各款記 1 點`}
          lead="標示「先限期改善」者，經令限期改善而屆期未改善才記點；已改善者累計 2 次記 1 點。"
        >
          <DataTable
            caption={`第${articleOf(tier)}條各款`}
            captionHidden
            rows={clausesOf(tier)}
            rowKey={(row) => String(row.clause)}
            mobile="cards"
            columns={[
              {
                key: "clause",
                label: "款次",
                rowHeader: true,
                nowrap: true,
                render: (row) => `第 ${row.clause} 款`,
              },
              { key: "text", label: "事由", render: (row) => row.text },
              { key: "cure", label: "限期改善", render: (row) => (row.hasCure ? "先限期改善" : "—") },
            ]}
          />
          {articles.map((article) => (
            <Quoted key={article} article={article} />
          ))}
        </Section>
      ))}
      <Section title="效果及救濟">
        {["31", "37"].map((article) => (
          <Quoted key={article} article={article} />
        ))}
      </Section>
    </div>
  );
}

function Quoted({ article }: { article: string }) {
  return (
    <Disclosure summary={`第${article}條`}>
      <p className="whitespace-pre-line">{PENALTY_ARTICLES[article]}</p>
    </Disclosure>
  );
}
