import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { mayPenalise } from "@/lib/features/penalties/policy";
import { proposalForm } from "@/lib/features/penalties/queries";
import { unitOptions } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { ProposeForm } from "./propose-form";

export const metadata: Metadata = { title: "提報違約" };

const MOST_UNITS = 30;

/** First the unit, then what it did; from a finding both are known. */
export default async function NewViolationPage({ searchParams }: PageProps<"/penalties/new">) {
  const actor = await requireActor();
  if (!mayPenalise(actor, "penalty.propose")) notFound();
  const search = await searchParams;
  const [q, unitId, findingId] = [one(search.q) ?? "", one(search.unit) ?? "", one(search.finding) ?? null];
  const form = await proposalForm(actor, unitId, findingId);
  return (
    <div className="stack">
      <PageHeader
        title="提報違約"
        breadcrumbs={[{ href: "/penalties", label: "違約記點" }, { label: "提報違約" }]}
        lead="提報後由承辦人通知單位陳述意見；通知前單位看不到本案。"
      />
      {form ? <ProposeForm form={form} asOf={today()} /> : <ChooseUnit actor={actor} q={q} />}
    </div>
  );
}

async function ChooseUnit({ actor, q }: { actor: Actor; q: string }) {
  const units = q.trim() === "" ? [] : await unitOptions(actor, { q, limit: MOST_UNITS });
  return (
    <Section title="選擇單位">
      <FilterBar action="/penalties/new" submitLabel="尋找" label="尋找單位">
        <TextField name="q" type="search" label="單位名稱或代碼" defaultValue={q} maxLength={100} />
      </FilterBar>
      {q.trim() !== "" && units.length === 0 && (
        <EmptyState title="沒有符合的單位">請改用其他名稱或代碼。</EmptyState>
      )}
      {units.length > 0 && (
        <ul className="stack-s">
          {units.map(({ value, label }) => (
            <li key={value}>
              <Link href={`/penalties/new?unit=${value}`}>{label}</Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
