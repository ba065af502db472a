import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CStationList } from "@/components/cases/c-station-list";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { caseHistory } from "@/lib/features/cases/file/queries";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import type { FullFile } from "@/lib/features/cases/file/types";
import { CLOSE_ADVICE, CLOSE_REASON_LABELS, DONE_MESSAGES } from "@/lib/features/cases/labels";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import { today } from "@/lib/platform/clock";
import { listParams, one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { CaseActions } from "./case-actions";
import { CaseHistoryList } from "./case-history-list";
import { LimitedView } from "./limited-view";
import { NextStep } from "./next-step";
import { EntitlementCard, PersonCard, ProblemCard } from "./person-cards";
import { ClockCard, ContactCard, DispatchCard, PlanCard } from "./work-cards";

export const metadata: Metadata = { title: "個案檔案" };

/** The file on one page: person, need, plan, dispatches, clocks, contacts, and what was done. */
export default async function CasePage({ params, searchParams }: PageProps<"/cases/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  const opened = await caseFileOfRequest(actor, id);
  if (!opened.ok) notFound();
  const file = opened.data;
  if (file.view === "limited") return <LimitedView file={file} />;
  const query = await searchParams;
  const { page } = listParams(query, ["at"]);
  const history = await caseHistory(actor, id, { page });
  const done = DONE_MESSAGES[one(query.done) ?? ""];
  const day = today();
  return (
    <div className="stack">
      {done && <Notice tone="good" live="status" title={done} />}
      <Closed file={file} />
      <NextStep actor={actor} file={file} />
      <div className="cluster no-print">
        <CaseActions actor={actor} standing={file.standing} today={day} />
        <PrintButton />
      </div>
      <PersonCard actor={actor} file={file} today={day} />
      <EntitlementCard file={file} rules={rulesOf(actor.jurisdictionId)} today={day} />
      <ProblemCard file={file} />
      <PlanCard file={file} />
      <DispatchCard file={file} />
      <ClockCard file={file} today={day} />
      <ContactCard file={file} />
      <Stations file={file} />
      {history && (
        <Section title="歷程">
          <div className="stack">
            <CaseHistoryList history={history} label="個案歷程，由新到舊" />
            {history.total > history.size && (
              <Pagination
                page={page}
                pageSize={history.size}
                pageSizes={[history.size]}
                total={history.total}
                hrefFor={listHref(`/cases/${id}`, { page })}
              />
            )}
          </div>
        </Section>
      )}
    </div>
  );
}

function Closed({ file: { standing } }: { file: FullFile }) {
  const { status, closeReason, closedOn, closeNote } = standing;
  if (status !== "closed" || !closeReason) return null;
  return (
    <Notice tone="info" title={`已於 ${formatRocDate(closedOn)} 結案：${CLOSE_REASON_LABELS[closeReason]}`}>
      {closeNote && <p>{closeNote}</p>}
      {CLOSE_ADVICE[closeReason] && <p>{CLOSE_ADVICE[closeReason]}</p>}
    </Notice>
  );
}

function Stations({ file: { cStations, standing } }: { file: FullFile }) {
  const light = standing.needLevel !== null && standing.needLevel <= 3;
  if (!light && standing.status !== "closed") return null;
  return (
    <Section
      id="c-stations"
      title="C 級巷弄長照站資訊"
      lead={
        standing.needLevel === 1
          ? "未達第 2 級者不納入長照給付，請告知下列據點。"
          : "第 2、3 級與結案個案，請提供下列據點資訊。"
      }
    >
      <CStationList stations={cStations} district={standing.district.name} />
    </Section>
  );
}
