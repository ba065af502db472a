import { Card } from "@/components/layout/card";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import type { Queue, QueueItem, Urgency } from "@/lib/features/today/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { Why } from "./why";
import "./queue.css";

const TONES: Record<Urgency, Tone> = { overdue: "bad", due_soon: "warn", open: "info", settled: "good" };

/** One queue of the home page: how many, the first of them, and the way to the rest. */
export function QueueCard({ queue }: { queue: Queue }) {
  const rest = queue.grouped ? 0 : queue.total - queue.items.length;
  return (
    <Card
      id={queue.key}
      title={
        <>
          {queue.title}{" "}
          <Link href={queue.href} aria-label={`${queue.title}，共 ${queue.total} 筆，開啟清單`}>
            {queue.total.toLocaleString("zh-TW")}
          </Link>
        </>
      }
    >
      <p className="muted small">{queue.items.length === 0 ? queue.empty : queue.about}</p>
      {queue.items.length > 0 && (
        <ul className="queue">
          {queue.items.map((item) => (
            <Item key={item.href} item={item} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <p>
          <Link href={queue.href}>另有 {rest.toLocaleString("zh-TW")} 筆，開啟全部清單</Link>
        </p>
      )}
    </Card>
  );
}

function Item({ item }: { item: QueueItem }) {
  return (
    <li className="queue-item">
      <div className="split">
        <div className="stack-s">
          <p className="cluster">
            <Link href={item.href}>{item.title}</Link>
            <StatusTag tone={TONES[item.urgency]}>{item.state}</StatusTag>
          </p>
          <p className="small muted">
            {item.dueOn && (
              <>
                <time dateTime={item.dueOn}>{formatRocDate(item.dueOn)}</time>｜
              </>
            )}
            {item.detail}
          </p>
        </div>
        {item.action && (
          <LinkButton href={item.action.href} size="s">
            {item.action.label}
          </LinkButton>
        )}
      </div>
      {item.why && <Why {...item.why} />}
    </li>
  );
}
