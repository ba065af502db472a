import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { addClosureAction } from "@/lib/features/registry/closures/actions";
import { mayClosure } from "@/lib/features/registry/closures/policy";
import { closureById, closuresOfYear } from "@/lib/features/registry/closures/queries";
import type { ClosureRow } from "@/lib/features/registry/closures/types";
import { registrationsMovedBy } from "@/lib/features/registry/staff/queries";
import { movedByClosure } from "@/lib/features/timeliness/moving/queries";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { addDays } from "@/lib/rules/plain-date";
import { ClosureTable, type MovedClocksOf, type MovedDeadlines } from "./closure-table";
import { MovedClocks } from "./moved-clocks";
import { MovedList } from "./moved-list";

export const metadata: Metadata = { title: "停班日" };

const FIRST_YEAR = 2023;
/** Closures longer ago than this move nothing that is still open. */
const STILL_MOVES_DAYS = 30;

export default async function ClosuresPage({ searchParams }: PageProps<"/closures">) {
  const actor = await requireActor();
  if (!mayClosure(actor, "closure.read")) notFound();
  const query = await searchParams;
  const now = today();
  const thisYear = Number(now.slice(0, 4));
  const asked = Number(one(query.year));
  const year = Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= thisYear + 1 ? asked : thisYear;
  const closures = await closuresOfYear(actor, year);
  const recent = closures.filter(
    (row) => !row.withdrawnAt && row.closedOn >= addDays(now, -STILL_MOVES_DAYS),
  );
  const moved: MovedDeadlines = new Map();
  const clocks: MovedClocksOf = new Map();
  for (const row of recent) {
    moved.set(row.id, await registrationsMovedBy(actor, row.closedOn));
    clocks.set(row.id, await movedByClosure(actor, row.id));
  }
  return (
    <div className="stack">
      <PageHeader
        title={`${year - 1911} 年停班日`}
        lead="辦公日曆以外，本府另行宣布的停班日（例如颱風）。工作天不計入停班日，期限末日逢停班順延。"
        actions={
          <>
            {year > FIRST_YEAR && (
              <LinkButton href={`/closures?year=${year - 1}`} icon="chevron-left">
                {year - 1 - 1911} 年
              </LinkButton>
            )}
            {year <= thisYear && (
              <LinkButton href={`/closures?year=${year + 1}`} icon="chevron-right">
                {year + 1 - 1911} 年
              </LinkButton>
            )}
            <PrintButton />
          </>
        }
      />
      <Changed actor={actor} added={one(query.added)} withdrawn={one(query.withdrawn)} />
      <ClosureTable
        rows={closures}
        moved={moved}
        clocks={clocks}
        keeps={mayClosure(actor, "closure.withdraw")}
      />
      {mayClosure(actor, "closure.add") && (
        <Section id="add" title="登錄停班日">
          <ActionForm action={addClosureAction} submitLabel="登錄停班日" label="登錄停班日">
            <DateField name="closedOn" label="停班日" required />
            <TextField
              name="reason"
              label="原因"
              required
              maxLength={200}
              hint="例如：○○颱風，本府宣布停止上班。"
            />
          </ActionForm>
        </Section>
      )}
    </div>
  );
}

type ChangedProps = { actor: Actor; added?: string; withdrawn?: string };

/** What has just been declared or withdrawn, and which open deadlines move with it. */
async function Changed({ actor, added, withdrawn }: ChangedProps) {
  const row = await changedRow(actor, added ?? withdrawn);
  if (!row || (withdrawn ? !row.withdrawnAt : row.withdrawnAt)) return null;
  const moved = await registrationsMovedBy(actor, row.closedOn);
  const clocks = await movedByClosure(actor, row.id, Boolean(withdrawn));
  const day = formatRocDate(row.closedOn);
  return (
    <Notice tone="good" live="status" title={withdrawn ? `已撤回 ${day} 停班。` : `已登錄 ${day} 停班。`}>
      <MovedList moved={moved} backwards={Boolean(withdrawn)} />
      <MovedClocks moved={clocks} backwards={Boolean(withdrawn)} open />
    </Notice>
  );
}

async function changedRow(actor: Actor, id: string | undefined): Promise<ClosureRow | null> {
  return id ? closureById(actor, id) : null;
}
