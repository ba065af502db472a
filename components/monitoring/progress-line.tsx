import { monthText } from "@/lib/features/cases/monitoring/labels";

type ProgressLineProps = { month: string; done: number; due: number };

/** How far the month is: `12 / 40`, as text and as a bar. */
export function ProgressLine({ month, done, due }: ProgressLineProps) {
  const label = `${monthText(month)}照顧管理進度`;
  return (
    <p className="cluster">
      <strong>
        {label}：{done.toLocaleString("zh-TW")} / {due.toLocaleString("zh-TW")}
      </strong>
      <progress value={done} max={Math.max(1, due)} aria-label={label} />
    </p>
  );
}
