import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClockTable } from "@/components/timeliness/clock-table";
import { EmptyState } from "@/components/ui/empty-state";
import { excuseClockAction } from "@/lib/features/timeliness/actions";
import { mayClock } from "@/lib/features/timeliness/policy";
import { clocksOfCase } from "@/lib/features/timeliness/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "時效" };

export default async function CaseClocksPage({ params }: PageProps<"/cases/[id]/clocks">) {
  const actor = await requireActor();
  if (!mayClock(actor, "clock.read")) notFound();
  const rows = await clocksOfCase(actor, (await params).id, today());
  return (
    <ClockTable
      caption="這個個案的時效"
      rows={rows}
      excuse={mayClock(actor, "clock.excuse") ? excuseClockAction : undefined}
      empty={
        <EmptyState title="還沒有時效" icon="clock">
          派案、核定、照會、評估時，系統會自動起算。
        </EmptyState>
      }
    />
  );
}
