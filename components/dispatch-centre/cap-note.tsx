import { Disclosure } from "@/components/ui/disclosure";
import type { CaseLoad } from "@/lib/features/dispatch/managers/types";
import { citationText } from "@/lib/rules/citations";

/** Where the cap is written and what was assumed. */
export function CapNote({ load }: { load: CaseLoad | null | undefined }) {
  if (!load) return null;
  return (
    <Disclosure summary="案量上限與申報組數的依據">
      <ul className="prose small">
        {load.citations.map((citation) => (
          <li key={citationText(citation)}>{citationText(citation)}</li>
        ))}
        {load.assumptions.map((text) => (
          <li key={text}>假設：{text}</li>
        ))}
        <li>
          案量計入「擬訂計畫中」與「服務中」的個案；申報組數為本月已家訪擬訂之計畫（AA01）與照顧管理紀錄（AA02）。
        </li>
      </ul>
    </Disclosure>
  );
}
