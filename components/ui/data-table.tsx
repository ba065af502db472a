import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { EmptyState } from "./empty-state";
import { Icon } from "./icon";
import { Link } from "./link";
import type { ListHref } from "./list-href";
import { ScrollRegion } from "./scroll-region";
import { type Tone, toneClass } from "./tone";

export type Column<Row> = {
  key: string;
  label: string;
  render: (row: Row) => ReactNode;
  align?: "start" | "end" | "center";
  sortable?: boolean;
  rowHeader?: boolean;
  nowrap?: boolean;
  width?: string;
  title?: string;
};

export type DataTableProps<Row> = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: string;
  dir?: "asc" | "desc";
  hrefFor?: ListHref;
  total?: number;
  empty?: ReactNode;
  mobile?: "scroll" | "cards";
  wide?: boolean;
  rowTone?: (row: Row) => Tone | undefined;
  footer?: ReactNode;
};

/** Rows that the server has already sorted, filtered and paged; the head's links ask for another order. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, mobile = "scroll", wide = false } = props;
  const cards = mobile === "cards";
  return (
    <div className={classNames("table-frame", wide && "table-wide")}>
      <ScrollRegion label={caption} className="table-scroll">
        <table
          className={classNames("data-table", cards && "table-cards")}
          role={cards ? "table" : undefined}
        >
          <caption className={props.captionHidden ? "visually-hidden" : undefined}>
            {caption}
            {countText(rows.length, props.total)}
          </caption>
          <thead role={cards ? "rowgroup" : undefined}>
            <tr role={cards ? "row" : undefined}>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} {...props} />
              ))}
            </tr>
          </thead>
          <tbody role={cards ? "rowgroup" : undefined}>
            {rows.map((row) => (
              <BodyRow
                key={props.rowKey(row)}
                row={row}
                columns={columns}
                tone={props.rowTone?.(row)}
                cards={cards}
              />
            ))}
            {rows.length === 0 && (
              <tr className="table-none">
                <td colSpan={columns.length}>{props.empty ?? <EmptyState title="目前沒有資料" />}</td>
              </tr>
            )}
          </tbody>
          {props.footer && <tfoot>{props.footer}</tfoot>}
        </table>
      </ScrollRegion>
    </div>
  );
}

function countText(shown: number, total: number | undefined): string {
  if (total === undefined) return `（${shown} 筆）`;
  return shown < total
    ? `（本頁 ${shown} 筆，共 ${total.toLocaleString("zh-TW")} 筆）`
    : `（共 ${total.toLocaleString("zh-TW")} 筆）`;
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  return (
    classNames(
      column.align === "end" && "align-end",
      column.align === "center" && "align-center",
      column.nowrap && "keep",
    ) || undefined
  );
}

type HeadCellProps<Row> = Pick<DataTableProps<Row>, "sort" | "dir" | "hrefFor" | "mobile"> & {
  column: Column<Row>;
};

function HeadCell<Row>({ column, sort, dir = "asc", hrefFor, mobile }: HeadCellProps<Row>) {
  const sorted = column.sortable && sort === column.key;
  const order = dir === "asc" ? "ascending" : "descending";
  return (
    <th
      scope="col"
      role={mobile === "cards" ? "columnheader" : undefined}
      className={cellClass(column)}
      style={column.width ? { width: column.width } : undefined}
      title={column.title}
      aria-sort={sorted ? order : undefined}
    >
      {column.sortable && hrefFor ? (
        <SortLink column={column} sorted={sorted ? dir : undefined} hrefFor={hrefFor} />
      ) : (
        column.label
      )}
    </th>
  );
}

type SortLinkProps<Row> = { column: Column<Row>; sorted: "asc" | "desc" | undefined; hrefFor: ListHref };

function SortLink<Row>({ column, sorted, hrefFor }: SortLinkProps<Row>) {
  const next = sorted === "asc" ? "desc" : "asc";
  const icon = sorted === undefined ? "sort" : sorted === "asc" ? "ascending" : "descending";
  return (
    <Link
      className="sort-link"
      href={hrefFor({ sort: column.key, dir: next, page: null })}
      title={next === "asc" ? "遞增排序" : "遞減排序"}
    >
      {column.label}
      <Icon name={icon} size={14} />
    </Link>
  );
}

type BodyRowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  tone: Tone | undefined;
  cards: boolean;
};

function BodyRow<Row>({ row, columns, tone, cards }: BodyRowProps<Row>) {
  return (
    <tr data-tone={tone} className={tone && toneClass[tone]} role={cards ? "row" : undefined}>
      {columns.map((column) =>
        column.rowHeader ? (
          <th
            key={column.key}
            scope="row"
            className={cellClass(column)}
            role={cards ? "rowheader" : undefined}
          >
            {column.render(row)}
          </th>
        ) : (
          <td
            key={column.key}
            className={cellClass(column)}
            data-label={cards ? column.label : undefined}
            role={cards ? "cell" : undefined}
          >
            {cards ? <span>{column.render(row)}</span> : column.render(row)}
          </td>
        ),
      )}
    </tr>
  );
}
