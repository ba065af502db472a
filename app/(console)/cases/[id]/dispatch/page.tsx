import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BasisTag, DispatchStateTag } from "@/components/dispatch/tags";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { mayExhaustion } from "@/lib/features/dispatch/exhaustions/policy";
import { DISPATCH_DONE } from "@/lib/features/dispatch/providers/labels";
import { dispatchBoard, maySendFrom } from "@/lib/features/dispatch/providers/queries";
import type { DispatchBoard, DispatchRow } from "@/lib/features/dispatch/providers/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { ServiceSection } from "./service-section";

export const metadata: Metadata = { title: "派案" };

export default async function CaseDispatchPage({ params, searchParams }: PageProps<"/cases/[id]/dispatch">) {
  const actor = await requireActor();
  const { id } = await params;
  const board = await dispatchBoard(actor, id, today());
  if (!board) notFound();
  const done = DISPATCH_DONE[one((await searchParams).done) ?? ""];
  const maySend = maySendFrom(actor, board);
  return (
    <div className="stack-l">
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      {board.services.length === 0 && <NothingToDispatch board={board} />}
      {board.services.map((service) => (
        <ServiceSection
          key={service.service}
          board={board}
          service={service}
          maySend={maySend}
          mayAnswer={mayExhaustion(actor, "exhaustion.answer")}
        />
      ))}
      {board.past.length > 0 && <Past rows={board.past} />}
    </div>
  );
}

function NothingToDispatch({ board }: { board: DispatchBoard }) {
  if (board.plan) {
    return (
      <EmptyState title="核定的計畫沒有需要派案的服務" icon="good">
        計畫內的項目由 A 單位自行辦理，或屬不經派案的補助（輔具、居家無障礙）。
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="還沒有核定的計畫"
      icon="document"
      action={<LinkButton href={`/cases/${board.case.id}/plan`}>開啟計畫</LinkButton>}
    >
      計畫核定後，次一工作日內應將各項服務派給 B 單位。
    </EmptyState>
  );
}

function Past({ rows }: { rows: readonly DispatchRow[] }) {
  return (
    <Section title="過去的派案">
      <DataTable
        caption="過去的派案"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        mobile="cards"
        columns={[
          { key: "service", label: "服務", rowHeader: true, render: (row) => SERVICE_LABELS[row.service] },
          { key: "unit", label: "B 單位", render: (row) => `${row.toUnit.code} ${row.toUnit.name}` },
          {
            key: "basis",
            label: "方式",
            render: (row) => (
              <>
                <BasisTag basis={row.basis} />
                {row.reason && <div className="small">{row.reason}</div>}
              </>
            ),
          },
          { key: "on", label: "派案日", nowrap: true, render: (row) => formatRocDate(row.dispatchedOn) },
          {
            key: "state",
            label: "結果",
            render: (row) => (
              <>
                <DispatchStateTag state={row.state} />
                <div className="small">
                  {[formatRocDate(row.endedOn ?? row.answeredOn), row.answerReason].filter(Boolean).join(" ")}
                </div>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
