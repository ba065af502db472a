import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DueTag } from "@/components/cases/due-tag";
import { CapNote } from "@/components/dispatch-centre/cap-note";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { levelLabel, SOURCE_LABELS } from "@/lib/features/cases/labels";
import { CENTRE_BASIS_LABELS } from "@/lib/features/dispatch/centre/labels";
import { assignManagerAction, refuseCaseAction } from "@/lib/features/dispatch/managers/actions";
import { EMPLOYMENT_LABELS } from "@/lib/features/dispatch/managers/labels";
import { waitingCase } from "@/lib/features/dispatch/managers/queries";
import type { ManagerRow, ManagersOverview, WaitingRow } from "@/lib/features/dispatch/managers/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "分派個案" };

export default async function WaitingCasePage({ params }: PageProps<"/dispatch/managers/cases/[caseId]">) {
  const actor = await requireActor();
  const found = await waitingCase(actor, (await params).caseId, today());
  if (!found) notFound();
  const { row, accepted, overview } = found;
  return (
    <div className="stack">
      <PageHeader
        title={`分派 ${row.name}`}
        breadcrumbs={[{ href: "/dispatch/managers", label: "個案分派" }, { label: row.number }]}
        actions={<LinkButton href={`/cases/${row.id}`}>個案資料</LinkButton>}
      />
      <Card title="個案">
        <DescriptionList
          items={[
            { label: "行政區", value: row.district },
            { label: "需要等級", value: levelLabel(row.needLevel) },
            { label: "申請來源", value: SOURCE_LABELS[row.source] },
            {
              label: "派案",
              value: `${formatRocDate(row.dispatchedOn)}（${CENTRE_BASIS_LABELS[row.basis]}）`,
            },
            { label: "計畫期限", value: <DueTag dueOn={row.planDueOn} today={today()} /> },
          ]}
        />
      </Card>
      <AssignCard row={row} overview={overview} />
      {!accepted && <RefuseCard row={row} />}
    </div>
  );
}

function AssignCard({ row, overview }: { row: WaitingRow; overview: ManagersOverview }) {
  const people = overview.managers.filter((each) => each.load !== null);
  return (
    <Card title="承接並分派個案管理員">
      {people.length === 0 ? (
        <Notice tone="warn" title="本單位沒有在職的個案管理員">
          請先到「人員」登錄個案管理員。
        </Notice>
      ) : (
        <div className="stack">
          <ActionForm action={assignManagerAction} submitLabel="分派" label="分派個案管理員">
            <HiddenField name="caseId" value={row.id} />
            <HiddenField name="version" value={row.version} />
            <RadioGroup name="staffId" label="個案管理員" required options={people.map(toOption)} />
          </ActionForm>
          <CapNote load={people[0]?.load} />
        </div>
      )}
    </Card>
  );
}

function toOption({ id, name, employment, load }: ManagerRow) {
  const { activeCases = 0, cap = 0, withOneMore = "within" } = load ?? {};
  const what = { over: "已達上限，不能再分派", near: "分派後接近上限", within: "分派後在案量內" }[
    withOneMore
  ];
  return {
    value: id,
    label: `${name}（${EMPLOYMENT_LABELS[employment]}）`,
    hint: `${activeCases} / ${cap} 案，${what}`,
    disabled: withOneMore === "over",
  };
}

function RefuseCard({ row }: { row: WaitingRow }) {
  return (
    <Card title="不承接">
      <div className="stack">
        <p>不承接的個案退回照管中心另派。沒有理由拒絕者，本單位自該區輪序暫停。</p>
        <div className="cluster">
          <ConfirmDialog trigger="拒絕承接" title={`拒絕承接 ${row.name}？`} tone="danger" variant="danger">
            <ActionForm
              action={refuseCaseAction}
              submitLabel="確認拒絕"
              submitVariant="danger"
              label="拒絕承接"
            >
              <HiddenField name="caseId" value={row.id} />
              <HiddenField name="version" value={row.version} />
              <RadioGroup
                name="kind"
                label="理由"
                required
                defaultValue="with_reason"
                options={[
                  { value: "with_reason", label: "附理由" },
                  { value: "without_reason", label: "不附理由", hint: "本單位將自該區輪序暫停" },
                ]}
              />
              <TextArea name="reason" label="拒絕的理由" rows={2} maxLength={500} />
            </ActionForm>
          </ConfirmDialog>
        </div>
      </div>
    </Card>
  );
}
