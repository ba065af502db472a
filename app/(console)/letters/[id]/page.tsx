import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { enterArrivalAction } from "@/lib/features/letters/actions";
import { LETTER_DONE, LETTER_KIND_LABELS } from "@/lib/features/letters/labels";
import { mayLetter } from "@/lib/features/letters/policy";
import { letterById } from "@/lib/features/letters/queries";
import type { LetterDetail } from "@/lib/features/letters/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "函文" };

export default async function LetterPage({ params, searchParams }: PageProps<"/letters/[id]">) {
  const actor = await requireActor();
  const letter = await letterById(actor, (await params).id);
  if (!letter) notFound();
  const done = LETTER_DONE[one((await searchParams).done) ?? ""];
  const about = aboutOf(letter);
  return (
    <div className="stack">
      <PageHeader
        title={`${LETTER_KIND_LABELS[letter.kind]} ${letter.number}`}
        breadcrumbs={[{ href: "/letters", label: "函文" }, { label: letter.number }]}
        actions={
          <>
            <LinkButton href={`/api/letters/${letter.id}`} icon="download" variant="primary" download>
              下載 PDF
            </LinkButton>
            {about && <LinkButton href={about.href}>{about.label}</LinkButton>}
            <PrintButton />
          </>
        }
      />
      {done && (
        <Notice tone="good" live="status">
          {done}
        </Notice>
      )}
      <DescriptionList
        columns={3}
        items={[
          { label: "受文者", value: `${letter.content.head.unit.name}（${letter.content.head.unit.code}）` },
          { label: "發文日", value: formatRocDate(letter.issuedOn) },
          { label: "送達日", value: letter.arrivedOn ? formatRocDate(letter.arrivedOn) : "未登錄" },
          { label: "主旨", value: letter.content.subject, wide: true },
        ]}
      />
      {!letter.arrivedOn && mayLetter(actor, "letter.enter_arrival") && <Arrival letter={letter} />}
      <Part title="說明" lines={letter.content.facts} />
      <Part title="處置" lines={letter.content.decisions} />
      {letter.deadline && (
        <Part title="期限" lines={[`${letter.deadline.label}：${formatRocDate(letter.deadline.on)}`]} />
      )}
      <Part title="依據" lines={letter.content.grounds} />
      <Part title="救濟及陳述意見" lines={letter.content.remedy} />
      <p className="muted small">
        存檔 {letter.size.toLocaleString("zh-TW")} 位元組；SHA-256{" "}
        <code className="break-all">{letter.sha256}</code>
      </p>
    </div>
  );
}

function aboutOf({ about }: LetterDetail): { href: string; label: string } | null {
  if (about.measureId) return { href: `/penalties/measures/${about.measureId}`, label: "開啟處分" };
  if (about.violationId) return { href: `/penalties/violations/${about.violationId}`, label: "開啟違約案" };
  return about.findingId ? { href: `/inspections/findings/${about.findingId}`, label: "開啟缺失" } : null;
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <ol className="prose list-decimal ps-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </Section>
  );
}

function Arrival({ letter }: { letter: LetterDetail }) {
  return (
    <Section title="登錄送達" lead="複核期限自送達之次日起算；登錄後不得變更。">
      <ActionForm action={enterArrivalAction} submitLabel="登錄送達日" label="登錄送達">
        <HiddenField name="id" value={letter.id} />
        <DateField name="arrivedOn" label="送達日" required min={letter.issuedOn} max={today()} />
      </ActionForm>
    </Section>
  );
}
