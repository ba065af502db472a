import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Corrections } from "@/components/dispatch/corrections";
import { BasisTag, ClockTag, DispatchStateTag } from "@/components/dispatch/tags";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { ANSWER_CHANNEL_LABELS, REFERRAL_DONE } from "@/lib/features/dispatch/referrals/labels";
import { mayReferral } from "@/lib/features/dispatch/referrals/policy";
import { openReferral } from "@/lib/features/dispatch/referrals/queries";
import type { ReferralDetail, ReferredCase } from "@/lib/features/dispatch/referrals/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import type { Actor } from "@/lib/platform/actor";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { Answer, CorrectionForm, FirstServiceForm } from "./answer-forms";
import { ToldAnswerForm, ToldFirstServiceForm } from "./telling-forms";

export const metadata: Metadata = { title: "照會" };

export default async function ReferralPage({ params, searchParams }: PageProps<"/dispatch/referrals/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  const referral = await openReferral(actor, id);
  if (!referral) notFound();
  const done = REFERRAL_DONE[one((await searchParams).done) ?? ""];
  const answers = mayReferral(actor, "referral.answer");
  const begins = referral.state === "accepted" && !referral.firstServiceOn;
  return (
    <div className="stack">
      <PageHeader
        title={`${referral.clientName ?? "照會"} ${SERVICE_LABELS[referral.service]}`}
        breadcrumbs={[{ href: "/dispatch/referrals", label: "照會" }, { label: referral.caseNumber ?? "" }]}
        meta={<DispatchStateTag state={referral.state} />}
        actions={
          !answers && (
            <LinkButton href={`/cases/${referral.caseId}/dispatch#${referral.service}`}>
              開啟個案派案
            </LinkButton>
          )
        }
      />
      {done && (
        <Notice tone={referral.state === "declined" ? "info" : "good"} live="status">
          {done}
        </Notice>
      )}
      <Facts referral={referral} />
      {referral.clock && <Why {...referral.clock.outcome} summary="期限怎麼算" />}
      {referral.referred && <Referred file={referral.referred} />}
      {answers && referral.state === "waiting" && <Answer referral={referral} />}
      {answers && begins && <FirstServiceForm referral={referral} />}
      {mayReferral(actor, "referral.answer_for") && <Telling referral={referral} begins={begins} />}
      {mayCorrect(actor, referral) && <CorrectionForm referral={referral} />}
    </div>
  );
}

/** The unit itself, or for a unit without an account whoever records for it. */
function mayCorrect(actor: Actor, referral: ReferralDetail): boolean {
  if (!mayReferral(actor, "referral.correct") || referral.state !== "accepted") return false;
  return (
    referral.firstServiceOn !== null && (mayReferral(actor, "referral.answer") || !referral.unitHasAccount)
  );
}

/** For the A unit and the centre: what a unit without an account says is recorded by them. */
function Telling({ referral, begins }: { referral: ReferralDetail; begins: boolean }) {
  if (referral.state !== "waiting" && !begins) return null;
  if (referral.unitHasAccount) {
    return <Notice tone="info">這個單位已有系統帳號，由該單位自行回復並登錄第一次服務。</Notice>;
  }
  return referral.state === "waiting" ? (
    <ToldAnswerForm referral={referral} />
  ) : (
    <ToldFirstServiceForm referral={referral} />
  );
}

function Facts({ referral }: { referral: ReferralDetail }) {
  const day = (date: ReferralDetail["answeredOn"]) => date && formatRocDate(date);
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: "A 單位", value: `${referral.fromUnit.code} ${referral.fromUnit.name}` },
        { label: "B 單位", value: `${referral.toUnit.code} ${referral.toUnit.name}` },
        { label: "方式", value: <BasisTag basis={referral.basis} /> },
        { label: "派案日", value: formatRocDate(referral.dispatchedOn) },
        { label: "回復日", value: day(referral.answeredOn) },
        { label: "預定開始", value: day(referral.plannedStartOn) },
        { label: "第一次服務", value: day(referral.firstServiceOn) },
        ...(referral.told
          ? [
              {
                label: "代登錄之答復",
                value: `${referral.told.by}（${ANSWER_CHANNEL_LABELS[referral.told.how]}）`,
              },
            ]
          : []),
        ...(referral.corrections.length > 0
          ? [{ label: "更正紀錄", value: <Corrections rows={referral.corrections} />, wide: true }]
          : []),
        ...(referral.answerReason ? [{ label: "理由", value: referral.answerReason, wide: true }] : []),
        ...(referral.clock
          ? [{ label: "時效", value: <ClockTag clock={referral.clock} name="第一次服務" />, wide: true }]
          : []),
      ]}
    />
  );
}

/** What a B unit needs of the person in order to serve. */
function Referred({ file }: { file: ReferredCase }) {
  const { contact } = file;
  const family = [contact.contactName, contact.contactRelation, contact.contactPhone].filter(Boolean);
  return (
    <Section title="個案" lead="僅供本次服務使用；開啟已留紀錄。">
      <div className="stack">
        <DescriptionList
          columns={3}
          items={[
            { label: "姓名", value: file.name },
            { label: "案號", value: file.number },
            { label: "需要等級", value: file.needLevel === null ? null : `第 ${file.needLevel} 級` },
            { label: "地址", value: `${file.district} ${contact.address}`, wide: true },
            { label: "電話", value: contact.phone },
            { label: "聯絡人", value: family.join(" ") },
          ]}
        />
        <DataTable
          caption="核定的服務項目（每月）"
          rows={file.items}
          rowKey={(row) => row.code}
          mobile="cards"
          columns={[
            { key: "code", label: "項目", rowHeader: true, render: (row) => `${row.code} ${row.name}` },
            { key: "quantity", label: "數量", align: "end", render: (row) => row.quantity },
            { key: "goal", label: "目標", render: (row) => row.goal },
          ]}
        />
      </div>
    </Section>
  );
}
