import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { LinkTabs } from "@/components/layout/link-tabs";
import { Section } from "@/components/layout/section";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { RESULT_LABELS } from "@/lib/features/coverage/recompute/labels";
import type { SheetParams } from "@/lib/features/coverage/recompute/schema";
import type { RecomputedSheet } from "@/lib/features/coverage/recompute/types";
import { CHECK_RESULTS } from "@/lib/rules/plan-tables/classify";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { FigureTable } from "./figure-table";
import { Legend, SheetGrid } from "./sheet-grid";

interface Props {
  sheet: RecomputedSheet;
  /** The figures that the filter leaves. */
  figures: readonly CheckedFigure[];
  params: SheetParams;
  page: number;
  size: number;
  path: string;
  hrefOf: (file: string, row: string) => string;
}

/** A table of a plan recomputed: the table with its marks, and the list of its derived figures. */
export function SheetView({ sheet, figures, params, page, size, path, hrefOf }: Props) {
  const { result, q } = params;
  const hrefFor = listHref(path, { result, q, page, size });
  const shown = figures.slice((page - 1) * size, page * size);
  const all = CHECK_RESULTS.reduce((sum, each) => sum + sheet.counts[each], 0);
  return (
    <>
      <div className="stack-s">
        <Legend />
        <SheetGrid sheet={sheet} q={q} />
      </div>
      <Section title="逐格核算" id="checks">
        <LinkTabs
          label="核算結果"
          items={[
            { href: hrefFor({ result: null, page: null }), label: "全部", count: all, current: !result },
            ...CHECK_RESULTS.map((each) => ({
              href: hrefFor({ result: each, page: null }),
              label: RESULT_LABELS[each],
              count: sheet.counts[each],
              current: each === result,
            })),
          ]}
        />
        <FilterBar action={path} keep={{ size }} resetHref={path}>
          <TextField name="q" label="列、欄位或公式" type="search" defaultValue={q} width="m" />
          <SelectField
            name="result"
            label="結果"
            defaultValue={result ?? ""}
            options={[
              { value: "", label: "全部" },
              ...CHECK_RESULTS.map((each) => ({ value: each, label: RESULT_LABELS[each] })),
            ]}
          />
        </FilterBar>
        <FigureTable figures={shown} total={figures.length} hrefOf={hrefOf} />
        <Pagination page={page} pageSize={size} total={figures.length} hrefFor={hrefFor} unit="個數字" />
      </Section>
    </>
  );
}
