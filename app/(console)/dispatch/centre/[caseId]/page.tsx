import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CaseStatusTag } from "@/components/cases/case-status-tag";
import { CandidateTable } from "@/components/dispatch-centre/candidate-table";
import { DispatchHistory } from "@/components/dispatch-centre/dispatch-history";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { levelLabel, SOURCE_LABELS } from "@/lib/features/cases/labels";
import { CENTRE_DONE } from "@/lib/features/dispatch/centre/labels";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { centreBoard } from "@/lib/features/dispatch/centre/queries";
import type { CentreBoard } from "@/lib/features/dispatch/centre/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { SendForms } from "./send-forms";
import { TakeBackCard } from "./take-back-card";

export const metadata: Metadata = { title: "派案給 A 單位" };

export default async function CentreCasePage({
  params,
  searchParams,
}: PageProps<"/dispatch/centre/[caseId]">) {
  const actor = await requireActor();
  if (!mayCentre(actor, "centre.read")) notFound();
  const board = await centreBoard(actor, (await params).caseId, today());
  if (!board) notFound();
  const done = CENTRE_DONE[one((await searchParams).done) ?? ""];
  const file = board.case;
  const may = mayCentre(actor, "centre.dispatch");
  const redispatches = board.standing !== null && board.takingBack?.allowed === true;
  return (
    <div className="stack">
      <PageHeader
        title={`${file.name} 派案`}
        breadcrumbs={[{ href: "/dispatch/centre", label: "派案給 A 單位" }, { label: file.number }]}
        meta={<CaseStatusTag status={file.status} />}
        actions={<LinkButton href={`/cases/${file.id}`}>個案資料</LinkButton>}
      />
      {done && <Notice tone="good" live="status" title={done} />}
      <CaseFacts board={board} />
      {board.standing && may && <TakeBackCard board={board} />}
      {file.status === "assessed" && may && <SendForms board={board} />}
      {redispatches && may && (
        <Section
          title="收回並改派"
          lead="一次完成：自原單位收回，同時派給另一個 A 單位；原因與兩筆歷程都保留。"
        >
          <SendForms board={board} again />
        </Section>
      )}
      {(file.status === "assessed" || redispatches) && <Units board={board} />}
      <Card title="派案歷程">
        <DispatchHistory rows={board.standing ? [board.standing, ...board.past] : board.past} />
      </Card>
    </div>
  );
}

function CaseFacts({ board: { case: file, standing } }: { board: CentreBoard }) {
  return (
    <Card title="個案">
      <DescriptionList
        items={[
          { label: "行政區", value: file.district.name },
          { label: "需要等級", value: levelLabel(file.needLevel) },
          {
            label: "申請來源",
            value: SOURCE_LABELS[file.source] + (file.sourceUnit ? `（${file.sourceUnit.name}）` : ""),
          },
          {
            label: "目前 A 單位",
            value: standing && `${standing.unit.name}（${formatRocDate(standing.dispatchedOn)} 派案）`,
          },
          { label: "個案管理員", value: file.manager },
        ]}
      />
    </Card>
  );
}

function Units({ board: { order, inOrder, outside, case: file } }: { board: CentreBoard }) {
  return (
    <>
      <Card
        title={`${file.district.name} A 單位輪序`}
        flush
        actions={
          <Link href={order ? `/dispatch/centre/rotations/${order.id}` : "/dispatch/centre/rotations"}>
            {order ? "調整輪序" : "建立輪序"}
          </Link>
        }
      >
        <CandidateTable caption="由輪到的單位起" rows={inOrder} emptyText="本區輪序中沒有單位" />
      </Card>
      {outside.length > 0 && (
        <Card title="輪序外的 A 單位" flush>
          <CandidateTable caption="可由案家指定" rows={outside} emptyText="沒有其他 A 單位" />
        </Card>
      )}
    </>
  );
}
