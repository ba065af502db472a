import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RotationTag } from "@/components/dispatch/tags";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ROTATION_DONE } from "@/lib/features/dispatch/rotations/labels";
import { mayReviewArea, mayRotation } from "@/lib/features/dispatch/rotations/policy";
import { reviewedDistricts, rotationById } from "@/lib/features/dispatch/rotations/queries";
import type { RotationDetail } from "@/lib/features/dispatch/rotations/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { DiscardForm } from "./discard-form";
import { KeepForm, SubmitForm } from "./keep-form";
import { OrderTable } from "./order-table";
import { ReviewForms } from "./review-forms";

export const metadata: Metadata = { title: "輪序表" };

export default async function RotationPage({ params, searchParams }: PageProps<"/dispatch/rotations/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  const order = await rotationById(actor, id, today());
  if (!order) notFound();
  const done = ROTATION_DONE[one((await searchParams).done) ?? ""];
  const isOpen = order.state === "draft" || order.state === "returned";
  const keeps = isOpen && mayRotation(actor, "rotation.keep");
  return (
    <div className="stack">
      <PageHeader
        title={`${order.area.name} ${SERVICE_LABELS[order.service]} 輪序表`}
        breadcrumbs={[{ href: "/dispatch/rotations", label: "資源盤點及輪序表" }, { label: order.area.name }]}
        meta={<RotationTag row={order} />}
        actions={
          <>
            {order.state === "approved" && mayRotation(actor, "rotation.keep") && <Renew order={order} />}
            <PrintButton />
          </>
        }
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <Warnings order={order} />
      <Facts order={order} />
      {keeps ? <KeepForm order={order} /> : <OrderTable order={order} />}
      {keeps && mayRotation(actor, "rotation.submit") && <SubmitForm order={order} />}
      {keeps && mayRotation(actor, "rotation.discard") && <DiscardForm order={order} />}
      {order.state === "submitted" && <Review actor={actor} order={order} />}
    </div>
  );
}

function Renew({ order }: { order: RotationDetail }) {
  const area = order.area.zoneId ?? order.area.districtId ?? "";
  const query = new URLSearchParams({ area, service: order.service });
  return (
    <LinkButton href={`/dispatch/rotations/new?${query}`} icon="edit">
      重新盤點
    </LinkButton>
  );
}

async function Review({ actor, order }: { actor: Actor; order: RotationDetail }) {
  if (!mayRotation(actor, "rotation.review")) return null;
  const districts = await reviewedDistricts(actor, order.area);
  if (!mayReviewArea(actor, districts))
    return <Notice tone="info">這一區不在您負責的行政區內，由該區照專或督導審核。</Notice>;
  return <ReviewForms order={order} />;
}

function Warnings({ order }: { order: RotationDetail }) {
  return (
    <>
      {order.state === "returned" && order.reviewRemark && (
        <Notice tone="warn" title="照管中心退回意見">
          {order.reviewRemark}
        </Notice>
      )}
      {order.standing === "renewal_due" && (
        <Notice tone="warn" title={`餘 ${order.daysLeft} 日屆滿，請重新盤點送審`}>
          屆滿後沒有新的核定輪序表，本區這項服務即停止輪派。
        </Notice>
      )}
      {order.standing === "expired" && (
        <Notice tone="bad" title="已屆滿，停止輪派">
          請重新盤點並送照管中心核定。
        </Notice>
      )}
      {order.withoutContracts && order.state !== "superseded" && order.state !== "discarded" && (
        <Notice tone="info">
          本區這項服務目前沒有任何特約資料，名單僅依公開清冊；未特約的單位輪派時會略過。
        </Notice>
      )}
    </>
  );
}

function Facts({ order }: { order: RotationDetail }) {
  const reviewed = order.reviewedAt && formatRocInstant(order.reviewedAt);
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: "A 單位", value: `${order.aUnit.code} ${order.aUnit.name}` },
        {
          label: "有效期間",
          value: order.validFrom && `${formatRocDate(order.validFrom)}–${formatRocDate(order.validThrough)}`,
        },
        { label: "已派次數", value: order.turns },
        { label: "送審", value: order.submittedAt && formatRocInstant(order.submittedAt) },
        { label: "審核", value: reviewed },
        {
          label: "取代",
          value: order.former && `核定後取代有效至 ${formatRocDate(order.former.validThrough)} 的輪序表`,
        },
      ]}
    />
  );
}
