import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";
import { type Tone, toneClass } from "./tone";

export type TimelineItem = {
  id: string;
  time: string;
  dateTime?: string;
  title: ReactNode;
  by?: string;
  detail?: ReactNode;
  tone?: Tone;
};

/** What happened, newest first as given: history and audit. */
export function Timeline({
  items,
  label,
  empty,
}: {
  items: readonly TimelineItem[];
  label: string;
  empty?: ReactNode;
}) {
  if (items.length === 0) return empty ?? <EmptyState title="尚無紀錄" icon="history" />;
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={`timeline-item ${item.tone ? toneClass[item.tone] : ""}`}>
          <div>
            <p>{item.title}</p>
            {item.detail && <div className="timeline-detail">{item.detail}</div>}
            <p className="timeline-line">
              <time dateTime={item.dateTime}>{item.time}</time>
              {item.by && <span>{item.by}</span>}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
