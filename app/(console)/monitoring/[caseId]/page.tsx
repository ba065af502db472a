import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CStationList } from "@/components/cases/c-station-list";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { PageHeader } from "@/components/layout/page-header";
import { MonthFields, ReferralFields } from "@/components/monitoring/month-form";
import { ProgressLine } from "@/components/monitoring/progress-line";
import { RecordFacts } from "@/components/monitoring/record-list";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import type { FullFile } from "@/lib/features/cases/file/types";
import { levelLabel } from "@/lib/features/cases/labels";
import { recordMonitoringAction } from "@/lib/features/cases/monitoring/actions";
import { monitoringEntry } from "@/lib/features/cases/monitoring/entry/queries";
import { monthText, rocMonth } from "@/lib/features/cases/monitoring/labels";
import { type WorkListParams, workListParams } from "@/lib/features/cases/monitoring/schema";
import type { EntryView } from "@/lib/features/cases/monitoring/types";
import { placeInList, workList } from "@/lib/features/cases/monitoring/worklist/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";

export const metadata: Metadata = { title: "登錄照顧管理" };

export default async function EntryPage({ params, searchParams }: PageProps<"/monitoring/[caseId]">) {
  const actor = await requireActor();
  const { caseId } = await params;
  const search = await searchParams;
  const list = { ...workListParams(search), state: "todo" as const };
  const view = await monitoringEntry(actor, caseId, list.month);
  if (!view) notFound();
  // Whoever enters a contact has opened the file, and that is written down.
  const opened = await caseFileOfRequest(actor, caseId);
  if (!opened.ok || opened.data.view !== "full") notFound();
  const file = opened.data;
  const [place, { progress }] = await Promise.all([placeInList(actor, list, caseId), workList(actor, list)]);
  const query = listHref("", queryOf(list));
  return (
    <div className="stack">
      <PageHeader
        title={file.person.name}
        breadcrumbs={[{ href: `/monitoring${query({})}`, label: "每月照顧管理" }, { label: view.number }]}
        meta={<Facts view={view} file={file} />}
      />
      {one(search.done) && <Notice tone="good" live="status" title="已儲存上一個個案，接著是這一個。" />}
      <ProgressLine month={list.month} {...progress} />
      <Background view={view} file={file} />
      {hindrance(view) ?? (
        <EntryForm view={view} next={place.next} list={query({}).replace(/^\?/, "")} key={caseId} />
      )}
      <p className="cluster">
        {place.next && <LinkButton href={`/monitoring/${place.next}${query({})}`}>先跳過，下一位</LinkButton>}
        <LinkButton href={`/monitoring${query({})}`}>回清單</LinkButton>
      </p>
    </div>
  );
}

function queryOf({ month, q, manager, sort, dir }: WorkListParams) {
  return { month: rocMonth(month), q, manager, sort, dir };
}

function Facts({ view, file }: { view: EntryView; file: FullFile }) {
  const { phone, contactName, contactRelation, contactPhone } = file.person.contact;
  const other = contactPhone && contactPhone !== phone ? contactPhone : null;
  return (
    <>
      <span>需要等級 {levelLabel(view.needLevel)}</span>
      <span>{view.district}</span>
      <a href={`tel:${phone.replace(/[^\d+#,]/g, "")}`}>電話 {phone}</a>
      {contactName && (
        <span>
          {contactName}
          {contactRelation && `（${contactRelation}）`}
        </span>
      )}
      {other && <a href={`tel:${other.replace(/[^\d+#,]/g, "")}`}>{other}</a>}
      <Link href={`/cases/${view.caseId}`}>個案檔案</Link>
    </>
  );
}

/** What one wants before the eyes while speaking: problems, and what was said last time. */
function Background({ view, file }: { view: EntryView; file: FullFile }) {
  return (
    <div className="stack-s">
      {view.problems.length > 0 && <p>照顧問題：{view.problems.join("、")}</p>}
      {view.last && (
        <Disclosure summary={`上次聯繫 ${formatRocDate(view.last.contactOn)}`}>
          <RecordFacts record={view.last} />
        </Disclosure>
      )}
      {view.cStation && (
        <Disclosure
          summary={`${view.district}的 C 級巷弄長照站（${file.cStations.length} 處，第 2、3 級應提供）`}
        >
          <CStationList stations={file.cStations} district={view.district} />
        </Disclosure>
      )}
    </div>
  );
}

/** Why there is nothing to be entered; null where there is. */
function hindrance(view: EntryView) {
  const month = monthText(view.month);
  if (view.record) {
    return (
      <Notice
        tone="good"
        title={`${month}的照顧管理已登錄（${formatRocDate(view.record.contactOn)}，${view.record.staff ?? "—"}）。`}
        actions={<LinkButton href={`/cases/${view.caseId}/monitoring`}>查看或更正</LinkButton>}
      />
    );
  }
  if (view.aa01On) {
    const day = formatRocDate(view.aa01On);
    return (
      <Notice tone="info" title={`${month}已有 AA01（${day} 家訪），不需登錄 AA02。`}>
        依長期照顧服務申請及給付辦法附表四，同月不得併計 AA01 與 AA02。
      </Notice>
    );
  }
  if (view.status === "in_service") return null;
  return <Notice tone="info" title="個案不在服務中，不需登錄照顧管理。" />;
}

function EntryForm({ view, next, list }: { view: EntryView; next: string | null; list: string }) {
  return (
    <ActionForm
      action={recordMonitoringAction}
      submitLabel={next ? "儲存並到下一位" : "儲存，完成清單"}
      label={`${monthText(view.month)}照顧管理`}
    >
      <HiddenField name="caseId" value={view.caseId} />
      <HiddenField name="month" value={view.month} />
      <HiddenField name="next" value={next ?? ""} />
      <HiddenField name="list" value={list} />
      <MonthFields items={view.items} contactOn={dayIn(view.month)} cStation={view.cStation} />
      <ReferralFields />
    </ActionForm>
  );
}

/** Today, or the last day of a month that is over. */
function dayIn(month: string): string {
  const day = today();
  return day.startsWith(month) ? day : lastDayOfMonth(`${month}-01` as PlainDate);
}
