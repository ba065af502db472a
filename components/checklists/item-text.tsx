import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import { EVIDENCE_LABELS } from "@/lib/features/inspections/templates/labels";
import type { Item } from "@/lib/features/inspections/templates/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";

/** The printed text of an item with what the system knows of it. */
export function ItemText({ item }: { item: Item }) {
  const { label, mark, indicatorCodes, isPerCase, appliesTo, evidence, restored } = item;
  return (
    <div className="stack-s">
      <span className="whitespace-pre-line">
        {label}
        {mark && !label.endsWith(mark) && mark}
      </span>
      <span className="cluster">
        {isPerCase && <Badge title="對每一抽查個案分別填答">抽案</Badge>}
        {indicatorCodes.map((code) => (
          <Badge key={code} title="評鑑指標代碼">
            {code}
          </Badge>
        ))}
        {appliesTo?.map((service) => (
          <Badge key={service} title="僅提供這項服務者適用">
            限{SERVICE_LABELS[service]}
          </Badge>
        ))}
        {evidence.map((each) => (
          <Badge key={each} title="系統提供佐證並建議結果">
            佐證：{EVIDENCE_LABELS[each]}
          </Badge>
        ))}
      </span>
      {restored && (
        <Disclosure summary="重建註記">
          <p className="small">{restored}</p>
        </Disclosure>
      )}
    </div>
  );
}
