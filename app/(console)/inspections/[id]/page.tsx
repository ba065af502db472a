import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { InspectionStateTag } from "@/components/inspections/inspection-state-tag";
import { RecordView } from "@/components/inspections/record-view";
import { SignatureView } from "@/components/inspections/signature-view";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Chain } from "@/components/penalties/chain";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { FINDING_STATE_LABELS } from "@/lib/features/inspections/findings/labels";
import { mayInspect } from "@/lib/features/inspections/policy";
import { addAddendumAction, startInspectionAction } from "@/lib/features/inspections/visits/actions";
import { INSPECTION_DONE, PURPOSE_LABELS } from "@/lib/features/inspections/visits/labels";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import type { InspectionDetail } from "@/lib/features/inspections/visits/types";
import { chainOf } from "@/lib/features/penalties/chain/queries";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { FindingState } from "@/prisma/generated/enums";
import { PlanForms } from "./plan-forms";

export const metadata: Metadata = { title: "查核紀錄" };

export default async function InspectionPage({ params, searchParams }: PageProps<"/inspections/[id]">) {
  const actor = await requireActor();
  const detail = await inspectionById(actor, (await params).id);
  if (!detail) notFound();
  const done = INSPECTION_DONE[one((await searchParams).done) ?? ""];
  const { unit, state } = detail;
  const nodes = await chainOf(actor, { inspectionId: detail.id });
  return (
    <div className="stack">
      <PageHeader
        title={`${unit.code} ${unit.name}`}
        breadcrumbs={[{ href: "/inspections", label: "查核" }, { label: detail.number }]}
        lead={detail.formTitle}
        meta={
          <>
            <Badge title="查核編號">{detail.number}</Badge>
            <InspectionStateTag state={state} />
            <span>{PURPOSE_LABELS[detail.purpose]}</span>
          </>
        }
        actions={<Actions detail={detail} />}
      />
      {done && <Notice tone="good" live="status" title={done} />}
      {state === "cancelled" && (
        <Notice tone="info" title="這次查核已取消">
          {detail.cancelReason}
        </Notice>
      )}
      <Chain nodes={nodes} here="" />
      <Facts detail={detail} />
      {state === "planned" && detail.mayCarryOut && <Start detail={detail} />}
      {detail.sample && <Draw detail={detail} />}
      {(state === "under_way" || state === "signed") && <RecordView detail={detail} />}
      {state === "signed" && <Signed detail={detail} />}
      {mayInspect(actor, "inspection.plan") && (state === "planned" || state === "under_way") && (
        <PlanForms actor={actor} detail={detail} />
      )}
    </div>
  );
}

function Actions({ detail }: { detail: InspectionDetail }) {
  const { id, state, mayCarryOut } = detail;
  return (
    <>
      {state === "under_way" && mayCarryOut && (
        <LinkButton href={`/inspections/${id}/form`} variant="primary">
          填寫查核表
        </LinkButton>
      )}
      <LinkButton href={`/api/inspections/${id}/record`} download icon="download">
        {state === "planned" || state === "cancelled" ? "空白表（PDF）" : "查核紀錄（PDF）"}
      </LinkButton>
      <PrintButton />
    </>
  );
}

function Facts({ detail }: { detail: InspectionDetail }) {
  const { unit } = detail;
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: "受查單位", value: <Link href={`/units/${unit.id}`}>{`${unit.code} ${unit.name}`}</Link> },
        { label: "行政區", value: unit.district },
        { label: "查核表版本", value: detail.templateVersion },
        { label: "預定週（週一）", value: formatRocDate(detail.plannedWeek) },
        { label: "事先通知", value: detail.announced ? "是" : "否" },
        { label: "查核人員", value: detail.inspectors.map(({ name }) => name).join("、") },
        { label: "查核日", value: formatRocDate(detail.visitedOn) },
        { label: "簽署時間", value: detail.signedAt && formatRocInstant(detail.signedAt) },
        { label: "查核結果", value: detail.outcome },
      ]}
    />
  );
}

function Start({ detail }: { detail: InspectionDetail }) {
  return (
    <Card title="到達現場">
      <div className="stack-s">
        <p>開始後，系統依登記資料帶入表頭（目前案量、專兼任人力），並依規定抽出受查個案。</p>
        <ActionForm action={startInspectionAction} submitLabel="開始查核" label="開始查核">
          <HiddenField name="id" value={detail.id} />
          <HiddenField name="version" value={String(detail.version)} />
        </ActionForm>
      </div>
    </Card>
  );
}

/** The draw in the open: who holds seed and list can repeat it. */
function Draw({ detail }: { detail: InspectionDetail }) {
  const { sample, cases } = detail;
  if (!sample) return null;
  return (
    <Card title="抽案">
      <div className="stack-s">
        <ol className="list-decimal ps-5">
          {cases.map(({ id, number, name }) => (
            <li key={id}>
              {number} {name}
            </li>
          ))}
        </ol>
        <p>
          母體 {sample.population.length} 案，抽 {sample.size} 案；種子 <code>{sample.seed}</code>
        </p>
        <Disclosure summary="怎麼抽的">
          <p className="small">
            以「種子:案號」之 SHA-256 由小至大排序，取前 {sample.size} 案。母體案號：
            {sample.population.join("、")}
          </p>
        </Disclosure>
      </div>
    </Card>
  );
}

function Signed({ detail }: { detail: InspectionDetail }) {
  return (
    <>
      <Card title="簽名">
        <div className="columns-2">
          {detail.signatures.map((row) => (
            <SignatureView key={row.party} row={row} />
          ))}
        </div>
      </Card>
      <Card title="缺失" id="findings">
        {detail.findingRows.length === 0 ? (
          <p>無缺失。</p>
        ) : (
          <ul className="stack-s">
            {detail.findingRows.map(({ id, number, itemKey, state, dueOn }) => (
              <li key={id}>
                <Link href={`/inspections/findings/${id}`}>{number}</Link> {itemLabel(detail, itemKey)}（
                {FINDING_STATE_LABELS[state as FindingState]}，期限 {formatRocDate(dueOn)}）
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Addenda detail={detail} />
    </>
  );
}

function itemLabel(detail: InspectionDetail, itemKey: string): string {
  const items = detail.template.sections.flatMap((section) => section.items);
  const item = items.find(({ key }) => key === itemKey);
  return item ? [item.number, item.label].filter(Boolean).join(". ") : itemKey;
}

function Addenda({ detail }: { detail: InspectionDetail }) {
  const { addenda, mayCarryOut } = detail;
  if (addenda.length === 0 && !mayCarryOut) return null;
  return (
    <Card title="補充紀錄">
      <div className="stack">
        {addenda.map(({ id, text, createdAt, createdByName }) => (
          <div key={id}>
            <p className="muted small">
              {createdByName} {formatRocInstant(createdAt)}
            </p>
            <p className="whitespace-pre-wrap">{text}</p>
          </div>
        ))}
        {mayCarryOut && (
          <ActionForm
            action={addAddendumAction}
            submitLabel="新增補充紀錄"
            submitVariant="secondary"
            label="新增補充紀錄"
          >
            <HiddenField name="id" value={detail.id} />
            <TextArea
              name="text"
              label="補充內容"
              required
              maxLength={4000}
              hint="簽署後的內容不再變更；補充另列，受查單位也看得到。"
            />
          </ActionForm>
        )}
      </div>
    </Card>
  );
}
