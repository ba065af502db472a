import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PrintButton } from "@/components/layout/print-button";
import { ConfirmNameForm, CorrectNameForm } from "@/components/registry/correct-name-form";
import { ListingTable } from "@/components/registry/listing-table";
import { NameNotes } from "@/components/registry/name-notes";
import { OpeningHours } from "@/components/registry/opening-hours";
import { SiblingTable } from "@/components/registry/sibling-table";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { DONE_MESSAGES, NAME_STATE_LABELS, UNSURE_NAME_STATES } from "@/lib/features/registry/units/labels";
import { confirmNameAction, correctNameAction } from "@/lib/features/registry/units/naming/actions";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { unitHeader, unitOverview } from "@/lib/features/registry/units/queries";
import type { UnitHeader, UnitOverview } from "@/lib/features/registry/units/types";
import type { Actor } from "@/lib/platform/actor";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export async function generateMetadata({ params }: PageProps<"/units/[id]">): Promise<Metadata> {
  const unit = await unitHeader(await requireActor(), (await params).id);
  return { title: unit?.name ?? "單位" };
}

export default async function UnitPage({ params, searchParams }: PageProps<"/units/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  const [unit, overview, query] = await Promise.all([
    unitHeader(actor, id),
    unitOverview(actor, id),
    searchParams,
  ]);
  if (!unit || !overview) notFound();
  const mayEdit = mayInUnits(actor, "unit.change_details");
  const { listings, hours, siblings } = overview;
  return (
    <div className="stack">
      <DoneNotice done={one(query.done)} code={one(query.code)} />
      <NameDoubt actor={actor} unit={unit} overview={overview} />
      <Card title="服務與清冊登錄" flush>
        <ListingTable listings={listings} unitName={unit.name} />
      </Card>
      {hours && (
        <Card title="營運時間與延托">
          <OpeningHours hours={hours} />
        </Card>
      )}
      <Card
        title="基本資料"
        actions={
          <>
            <PrintButton />
            {mayEdit && (
              <LinkButton href={`/units/${id}/edit`} icon="edit">
                編輯
              </LinkButton>
            )}
          </>
        }
      >
        <Facts overview={overview} />
      </Card>
      {siblings.length > 0 && (
        <Card title={`同一機構的其他單位（${siblings.length}）`} flush>
          <SiblingTable units={siblings} caption="同一機構的其他單位" />
        </Card>
      )}
      <RepairedNotes unit={unit} overview={overview} />
    </div>
  );
}

function DoneNotice({ done, code }: { done?: string; code?: string }) {
  const message = done ? DONE_MESSAGES[done] : undefined;
  if (!message) return null;
  const shown = /^[A-Z0-9]{1,12}$/.test(code ?? "") ? `${code}` : "原單位";
  return (
    <Notice
      tone={done === "moved" ? "info" : "good"}
      live="status"
      title={message.replace("{code}", shown)}
    />
  );
}

function isUnsure(unit: UnitHeader): boolean {
  return UNSURE_NAME_STATES.some((state) => state === unit.nameState);
}

function NameDoubt({ actor, unit, overview }: { actor: Actor; unit: UnitHeader; overview: UnitOverview }) {
  if (!isUnsure(unit)) return null;
  const suggestion = overview.notes.find((note) => note.reading)?.reading;
  return (
    <Notice tone="warn" title={`${NAME_STATE_LABELS[unit.nameState]}：本名稱取自掃描文字，尚未經承辦人確認`}>
      <div className="stack">
        <NameNotes notes={overview.notes} />
        {mayInUnits(actor, "unit.correct_name") && (
          <>
            <CorrectNameForm unit={unit} suggestion={suggestion} correct={correctNameAction} />
            <ConfirmNameForm unit={unit} confirm={confirmNameAction} />
          </>
        )}
      </div>
    </Notice>
  );
}

function Facts({ overview: { organisation, address, phone, mergedFrom } }: { overview: UnitOverview }) {
  return (
    <DescriptionList
      items={[
        {
          label: "所屬機構",
          value: <Link href={`/organisations/${organisation.id}`}>{organisation.name}</Link>,
          wide: true,
        },
        { label: "地址", value: address, wide: true },
        { label: "電話", value: phone },
        { label: "負責人", value: organisation.representative },
        { label: "統一編號", value: organisation.businessNumber },
        ...mergedFrom.map(({ code, name }) => ({ label: `已併入 ${code}`, value: name, wide: true })),
      ]}
    />
  );
}

function RepairedNotes({ unit, overview }: { unit: UnitHeader; overview: UnitOverview }) {
  if (isUnsure(unit) || overview.notes.length === 0) return null;
  return (
    <Disclosure summary="清冊名稱註記">
      <NameNotes notes={overview.notes} />
    </Disclosure>
  );
}
