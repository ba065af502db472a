import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DifferencesView } from "@/components/checklists/differences-view";
import { EmptyState } from "@/components/ui/empty-state";
import { WORDS } from "@/lib/features/inspections/templates/differences/labels";
import { differences } from "@/lib/features/inspections/templates/differences/types";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { templateById } from "@/lib/features/inspections/templates/queries";
import { requireActor } from "@/lib/platform/session";
import { PublishCard } from "../publish-card";
import { TemplateHead } from "../template-head";

export const metadata: Metadata = { title: "查核表版本差異" };

export default async function ChangesPage({ params }: PageProps<"/inspections/templates/[id]/changes">) {
  const actor = await requireActor();
  const template = await templateById(actor, (await params).id);
  if (!template) notFound();
  const keeps = mayTemplate(actor, "template.keep");
  const { before, content, state } = template;
  return (
    <div className="stack">
      <TemplateHead template={template} current="changes" keeps={keeps} />
      {before ? (
        <DifferencesView of={differences(before.content, content, WORDS)} against={before.versionNo} />
      ) : (
        <EmptyState title="這是第一個版本，沒有前版可以比較" icon="document" />
      )}
      {keeps && state === "draft" && <PublishCard template={template} />}
    </div>
  );
}
