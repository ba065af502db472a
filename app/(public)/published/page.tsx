import type { Metadata } from "next";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/button";
import { CITY_LABELS, SUPPRESSION_NOTE } from "@/lib/features/dispatch/published/labels";

export const metadata: Metadata = { title: "派案資訊公開", robots: { index: true, follow: true } };

/** Which cities publish. */
export default function PublishedPage() {
  return (
    <div className="stack">
      <PageHeader
        title="派案資訊公開"
        lead="各 A 單位（社區整合型服務中心）的派案原則、輪派順序，與每月派給各 B 單位的件數。"
      />
      <div className="columns-2">
        {Object.entries(CITY_LABELS).map(([city, label]) => (
          <Card key={city} title={label}>
            <LinkButton href={`/published/${city}`}>查看{label}的 A 單位</LinkButton>
          </Card>
        ))}
      </div>
      <p className="muted small">{SUPPRESSION_NOTE}</p>
    </div>
  );
}
