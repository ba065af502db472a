import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { addRelatedPartyAction } from "@/lib/features/registry/related-parties/actions";
import { KIND_LABELS } from "@/lib/features/registry/related-parties/labels";
import { mayRelatedParty } from "@/lib/features/registry/related-parties/policy";
import {
  findOrganisations,
  organisationChoice,
  relatedPartiesOf,
} from "@/lib/features/registry/related-parties/queries";
import type { OrganisationChoice } from "@/lib/features/registry/related-parties/types";
import { maySeeUnitFiles } from "@/lib/features/registry/units/policy";
import { unitHeader } from "@/lib/features/registry/units/queries";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { PairTable } from "./pair-table";

export const metadata: Metadata = { title: "關聯單位" };

const DONE: Record<string, string> = { added: "已登錄關聯。", ended: "已終止關聯。" };

export default async function RelatedPage({ params, searchParams }: PageProps<"/units/[id]/related">) {
  const actor = await requireActor();
  const { id } = await params;
  const unit = await unitHeader(actor, id);
  if (!unit || !maySeeUnitFiles(actor, id)) notFound();
  const query = await searchParams;
  const pairs = await relatedPartiesOf(actor, unit.organisation.id);
  const keeps = mayRelatedParty(actor, "related_party.keep");
  const q = (one(query.q) ?? "").slice(0, 100);
  const picked = keeps ? await organisationChoice(actor, one(query.pick) ?? "") : null;
  const found = keeps && q && !picked ? await findOrganisations(actor, q, unit.organisation.id) : [];
  const done = DONE[one(query.done) ?? ""];
  return (
    <div className="stack">
      {done && <Notice tone="good" title={done} live="status" />}
      <Section
        title="同一或關聯之單位"
        lead={`以設立單位「${unit.organisation.name}」認定；兩造單位的頁面都會顯示。`}
      >
        <PairTable unitId={id} pairs={pairs} keeps={keeps} />
      </Section>
      {keeps && (
        <Section id="add" title="登錄關聯">
          {picked ? <AddForm unitId={id} picked={picked} /> : <Search unitId={id} q={q} found={found} />}
        </Section>
      )}
    </div>
  );
}

type SearchProps = { unitId: string; q: string; found: readonly OrganisationChoice[] };

/** First step: find the other organisation. A GET form, so that it works without JavaScript. */
function Search({ unitId, q, found }: SearchProps) {
  const path = `/units/${unitId}/related`;
  return (
    <>
      <FilterBar action={`${path}#add`} submitLabel="搜尋" label="搜尋設立單位">
        <TextField
          name="q"
          type="search"
          label="設立單位、所屬單位名稱或統一編號"
          defaultValue={q}
          maxLength={100}
        />
      </FilterBar>
      {q && (
        <DataTable
          caption="搜尋結果"
          rows={found}
          rowKey={(row) => row.id}
          mobile="cards"
          empty={<EmptyState title="找不到設立單位">請改用名稱的一部分或統一編號再搜尋。</EmptyState>}
          columns={[
            { key: "name", label: "設立單位", rowHeader: true, render: (row) => row.name },
            { key: "number", label: "統一編號", render: (row) => row.businessNumber ?? "—" },
            { key: "who", label: "代表人", render: (row) => row.representative ?? "—" },
            { key: "units", label: "單位", render: (row) => row.units.map((each) => each.code).join("、") },
            {
              key: "pick",
              label: "選擇",
              render: (row) => (
                <LinkButton href={`${path}?pick=${row.id}#add`} size="s" aria-label={`選擇${row.name}`}>
                  選擇
                </LinkButton>
              ),
            },
          ]}
        />
      )}
    </>
  );
}

/** Second step: what kind of relation, and on what basis. */
function AddForm({ unitId, picked }: { unitId: string; picked: OrganisationChoice }) {
  const path = `/units/${unitId}/related`;
  return (
    <>
      <p>
        另一方：<strong>{picked.name}</strong>
        {picked.units.length > 0 && `（${picked.units.map((unit) => unit.code).join("、")}）`}{" "}
        <Link href={`${path}#add`}>重新搜尋</Link>
      </p>
      <ActionForm action={addRelatedPartyAction} submitLabel="登錄關聯" cancelHref={path} label="登錄關聯">
        <HiddenField name="unitId" value={unitId} />
        <HiddenField name="otherOrganisationId" value={picked.id} />
        <RadioGroup
          name="kind"
          label="種類"
          required
          options={Object.entries(KIND_LABELS).map(([value, label]) => ({ value, label }))}
        />
        <TextArea
          name="basis"
          label="認定依據"
          required
          rows={3}
          maxLength={500}
          hint="例如登記資料、負責人、出資或人員重疊情形。"
        />
      </ActionForm>
    </>
  );
}
