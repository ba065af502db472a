import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { VisitForm } from "@/components/inspections/visit-form";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { saveSectionAction } from "@/lib/features/inspections/visits/actions";
import { proposalsFor } from "@/lib/features/inspections/visits/answers/proposals/queries";
import { givenParts } from "@/lib/features/inspections/visits/form/schema";
import { formOf, partsOf } from "@/lib/features/inspections/visits/form/types";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { PhotoForms } from "./photo-forms";

export const metadata: Metadata = { title: "填寫查核表" };

const DONE: Record<string, string> = {
  saved: "本段已儲存。",
  photo: "照片已上傳。",
  photo_removed: "照片已移除。",
};

/** The form on site. Once it is signed there is only the record. */
export default async function VisitPage({ params, searchParams }: PageProps<"/inspections/[id]/form">) {
  const actor = await requireActor();
  const detail = await inspectionById(actor, (await params).id);
  if (!detail?.mayCarryOut) notFound();
  if (detail.state !== "under_way") redirect(`/inspections/${detail.id}`);
  const search = await searchParams;
  const done = DONE[one(search.done) ?? ""];
  const sections = formOf(detail.template, {
    services: detail.header.services,
    caseIds: detail.cases.map(({ id }) => id),
  });
  const parts = partsOf(sections);
  const evidence = await proposalsFor(actor, {
    ...{ unitId: detail.unit.id, caseId: detail.caseId, template: detail.template, asOf: today() },
    caseIds: detail.cases.map(({ id }) => id),
  });
  return (
    <div className="stack">
      <PageHeader
        title={`${detail.unit.code} ${detail.unit.name}`}
        breadcrumbs={[
          { href: "/inspections", label: "查核" },
          { href: `/inspections/${detail.id}`, label: detail.number },
          { label: "填寫" },
        ]}
        lead={detail.formTitle}
      />
      {done && <Notice tone="good" live="status" title={done} />}
      {one(search.error) === "too_large" && (
        <Notice
          tone="bad"
          live="alert"
          title="照片超過 10 MB，沒有上傳；請縮小後再試，或開啟瀏覽器的 JavaScript 由系統縮小。"
        />
      )}
      <VisitForm
        inspectionId={detail.id}
        accountId={actor.accountId ?? ""}
        sections={sections}
        cases={detail.cases}
        given={givenParts(parts, detail.answers)}
        photos={detail.photos}
        evidence={evidence}
        action={saveSectionAction}
      >
        <PhotoForms detail={detail} sections={sections} />
        <div className="visit-foot">
          <LinkButton href={`/inspections/${detail.id}/sign`} variant="primary">
            確認並簽署
          </LinkButton>
          <LinkButton href={`/inspections/${detail.id}`}>檢視紀錄</LinkButton>
        </div>
      </VisitForm>
    </div>
  );
}
