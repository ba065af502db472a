import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { WhoseTabs } from "@/components/timeliness/whose-tabs";
import { QueueCard } from "@/components/today/queue-card";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { ownStaffOf } from "@/lib/features/cases/monitoring/staff/queries";
import { choosesWhose } from "@/lib/features/timeliness/policy";
import { queuesOf } from "@/lib/features/today/queries";
import type { Queue } from "@/lib/features/today/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { isWorkingDay } from "@/lib/rules/calendar";
import { RuleError } from "@/lib/rules/errors";
import type { PlainDate } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "今日工作" };

export default async function TodayPage({ searchParams }: PageProps<"/today">) {
  const actor = await requireActor();
  const day = today();
  const chooses = choosesWhose(actor);
  const whose = one((await searchParams).whose) === "unit" ? "unit" : "own";
  const own = chooses ? await ownStaffOf(actor) : null;
  const queues = await queuesOf(actor, day, { staffId: whose === "own" ? (own?.id ?? null) : null });
  const filled = queues.filter((queue) => queue.total > 0);
  const quiet = queues.filter((queue) => queue.total === 0);
  return (
    <div className="stack">
      <PageHeader title="今日工作" lead={dayText(day)} actions={<PrintButton />} />
      {chooses && (
        <WhoseTabs
          known={own !== null}
          whose={whose}
          hrefFor={(each) => (each === "own" ? "/today" : "/today?whose=unit")}
        />
      )}
      <StatGrid label="各項待辦筆數">
        {queues.map((queue) => (
          <StatTile
            key={queue.key}
            label={queue.title}
            value={queue.total}
            unit="筆"
            href={queue.href}
            tone={toneOf(queue)}
          />
        ))}
      </StatGrid>
      {filled.length === 0 && <NothingDue />}
      <div className="columns-2 items-start">
        {filled.map((queue) => (
          <QueueCard key={queue.key} queue={queue} />
        ))}
      </div>
      {filled.length > 0 && quiet.length > 0 && (
        <p className="muted small">目前沒有：{quiet.map((queue) => queue.title).join("、")}。</p>
      )}
    </div>
  );
}

function NothingDue() {
  return (
    <EmptyState
      title="今天沒有待辦"
      icon="today"
      action={
        <>
          <LinkButton href="/units">查詢單位</LinkButton>
          <LinkButton href="/contracts">查看特約</LinkButton>
          <LinkButton href="/deadlines">試算期限</LinkButton>
        </>
      }
    >
      特約將屆期、應通知續約、人員登錄到期或有停班日時，會依期限先後列在這裡。
    </EmptyState>
  );
}

function toneOf(queue: Queue): "bad" | "warn" | undefined {
  if (queue.items.some((item) => item.urgency === "overdue")) return "bad";
  return queue.items.some((item) => item.urgency === "due_soon") ? "warn" : undefined;
}

const weekday = new Intl.DateTimeFormat("zh-TW", { weekday: "long", timeZone: "UTC" });

function dayText(day: PlainDate): string {
  const name = weekday.format(new Date(`${day}T00:00:00Z`));
  return `${formatRocDate(day)} ${name}${workingText(day)}`;
}

/** A year without a published calendar is said nothing of. */
function workingText(day: PlainDate): string {
  try {
    const { working, name } = isWorkingDay({ date: day });
    return working ? "，上班日" : `，放假日${name ? `（${name}）` : ""}`;
  } catch (error) {
    if (error instanceof RuleError) return "";
    throw error;
  }
}
