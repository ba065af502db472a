import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { Disclosure } from "./disclosure";
import { HiddenInputs } from "./hidden-inputs";
import { Icon } from "./icon";
import { hiddenPairs, type ListParams } from "./list-href";

type FilterBarProps = {
  action: string;
  children: ReactNode;
  keep?: ListParams;
  resetHref?: string;
  submitLabel?: string;
  label?: string;
  more?: ReactNode;
  moreOpen?: boolean;
};

/** A GET form over a list: the conditions end up in the address, where they can be kept and sent on. */
export function FilterBar(props: FilterBarProps) {
  const { action, children, keep = {}, resetHref, submitLabel = "篩選", label = "篩選條件", more } = props;
  return (
    <search className="filter-bar">
      <form action={action} method="get" aria-label={label}>
        <HiddenInputs inputs={hiddenPairs(keep)} />
        <div className="filter-fields">
          {children}
          <div className="filter-actions">
            <button type="submit" className={buttonClass({ variant: "primary" })}>
              <Icon name="filter" size={16} />
              {submitLabel}
            </button>
            {resetHref && (
              // A full load, so that what was typed but not sent goes as well.
              <a href={resetHref} className={buttonClass({ variant: "quiet" })}>
                清除
              </a>
            )}
          </div>
        </div>
        {more && (
          <div className="filter-more">
            <Disclosure summary="更多條件" open={props.moreOpen}>
              <div className="filter-fields">{more}</div>
            </Disclosure>
          </div>
        )}
      </form>
    </search>
  );
}
