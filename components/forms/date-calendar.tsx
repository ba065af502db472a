"use client";

import {
  type CalendarDate,
  GregorianCalendar,
  getLocalTimeZone,
  parseDate,
  TaiwanCalendar,
  toCalendar,
  today,
} from "@internationalized/date";
import type { RefObject } from "react";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarMonthPicker,
  CalendarYearPicker,
} from "react-aria-components/Calendar";
import { Dialog } from "react-aria-components/Dialog";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Popover } from "react-aria-components/Popover";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

type DateCalendarProps = {
  anchor: RefObject<HTMLButtonElement | null>;
  label: string;
  value: string | null;
  min?: string;
  max?: string;
  onPick: (iso: string) => void;
  onClose: () => void;
};

/** A month in ROC years in a popover. The default export, so that it can be loaded when it is first wanted. */
export default function DateCalendar({ anchor, label, value, min, max, onPick, onClose }: DateCalendarProps) {
  const pick = (date: CalendarDate) => onPick(toCalendar(date, new GregorianCalendar()).toString());
  return (
    <I18nProvider locale="zh-TW-u-ca-roc">
      <Popover
        triggerRef={anchor}
        isOpen
        onOpenChange={(open) => !open && onClose()}
        placement="bottom end"
        className="calendar-popover"
      >
        <Dialog aria-label={label} className="calendar-dialog">
          <Calendar
            aria-label={label}
            autoFocus
            defaultValue={value ? rocDate(value) : null}
            minValue={min ? rocDate(min) : undefined}
            maxValue={max ? rocDate(max) : undefined}
            onChange={pick}
            className="calendar"
          >
            <CalendarHead />
            <CalendarGrid className="calendar-grid" weekdayStyle="narrow">
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell className="calendar-weekday">{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => <CalendarCell date={date} className="calendar-day" />}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
          <button
            type="button"
            className={buttonClass({ variant: "quiet", size: "s" })}
            onClick={() => onPick(today(getLocalTimeZone()).toString())}
          >
            今日
          </button>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
}

/** In the ROC calendar from the start: the year picker shows the years of the calendar in which its bounds come. */
function rocDate(iso: string): CalendarDate {
  return toCalendar(parseDate(iso), new TaiwanCalendar());
}

function rocYear({ era, year }: CalendarDate): string {
  return era === "minguo" ? `${year} 年` : `民前 ${year} 年`;
}

/** Years and months as selects: a date of birth is not eighty years of arrows away. */
function CalendarHead() {
  const arrow = buttonClass({ variant: "quiet" }, "button-icon");
  return (
    <div className="calendar-head">
      <Button slot="previous" className={arrow}>
        <Icon name="chevron-left" />
      </Button>
      <CalendarYearPicker visibleYears={120}>
        {({ items, ...picker }) => (
          <PartSelect {...picker} items={items.map(({ id, date }) => ({ id, formatted: rocYear(date) }))} />
        )}
      </CalendarYearPicker>
      <CalendarMonthPicker>{(picker) => <PartSelect {...picker} />}</CalendarMonthPicker>
      <Button slot="next" className={arrow}>
        <Icon name="chevron-right" />
      </Button>
    </div>
  );
}

type PartSelectProps = {
  "aria-label": string;
  value: string | number;
  items: readonly { id: number; formatted: string }[];
  onChange: (key: number) => void;
};

function PartSelect({ value, items, onChange, ...rest }: PartSelectProps) {
  return (
    <select
      className="input input-select"
      aria-label={rest["aria-label"]}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {item.formatted}
        </option>
      ))}
    </select>
  );
}
