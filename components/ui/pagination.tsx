import { buttonClass } from "./button";
import { HiddenInputs } from "./hidden-inputs";
import { Icon, type IconName } from "./icon";
import { Link } from "./link";
import { formOf, type ListHref } from "./list-href";

type PaginationProps = {
  page: number;
  pageSize: number;
  total: number;
  hrefFor: ListHref;
  pageSizes?: readonly number[];
  unit?: string;
};

/** Where the reader is in a long list, and the ways from here. The page size is a plain GET form. */
export function Pagination({
  page,
  pageSize,
  total,
  hrefFor,
  pageSizes = [25, 50, 100],
  unit = "筆",
}: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const to = Math.min(page * pageSize, total);
  const count = new Intl.NumberFormat("zh-TW");
  return (
    <div className="pagination">
      <p>
        第 {count.format(from)}–{count.format(to)} {unit}，共 {count.format(total)} {unit}
      </p>
      <nav aria-label="分頁">
        <ul className="pagination-links">
          <Step icon="first" label="第一頁" to={1} off={page <= 1} hrefFor={hrefFor} />
          <Step
            icon="chevron-left"
            label="上一頁"
            to={page - 1}
            off={page <= 1}
            hrefFor={hrefFor}
            rel="prev"
          />
          <li className="pagination-here" aria-current="page">
            第 {page} 頁／共 {pages} 頁
          </li>
          <Step
            icon="chevron-right"
            label="下一頁"
            to={page + 1}
            off={page >= pages}
            hrefFor={hrefFor}
            rel="next"
          />
          <Step icon="last" label="最末頁" to={pages} off={page >= pages} hrefFor={hrefFor} />
        </ul>
      </nav>
      <SizeForm pageSize={pageSize} pageSizes={pageSizes} hrefFor={hrefFor} />
    </div>
  );
}

type StepProps = { icon: IconName; label: string; to: number; off: boolean; hrefFor: ListHref; rel?: string };

function Step({ icon, label, to, off, hrefFor, rel }: StepProps) {
  const look = buttonClass({ variant: "secondary" }, "button-icon");
  return (
    <li>
      {off ? (
        <span className={`${look} pagination-off`} aria-hidden="true">
          <Icon name={icon} size={16} />
        </span>
      ) : (
        <Link className={look} href={hrefFor({ page: to === 1 ? null : to })} rel={rel} title={label}>
          <Icon name={icon} size={16} label={label} />
        </Link>
      )}
    </li>
  );
}

type SizeFormProps = { pageSize: number; pageSizes: readonly number[]; hrefFor: ListHref };

function SizeForm({ pageSize, pageSizes, hrefFor }: SizeFormProps) {
  const { action, inputs } = formOf(hrefFor({ size: null, page: null }));
  return (
    <form action={action} method="get" className="pagination-size">
      <HiddenInputs inputs={inputs} />
      <label className="cluster">
        每頁
        <select name="size" defaultValue={String(pageSize)} className="input">
          {pageSizes.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={buttonClass({ variant: "quiet", size: "s" })}>
        套用
      </button>
    </form>
  );
}
