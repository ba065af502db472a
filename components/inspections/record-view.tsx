import Image from "next/image";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { StatusTag } from "@/components/ui/status-tag";
import { answerText } from "@/lib/features/inspections/visits/form/schema";
import {
  type Blank,
  type FormEntry,
  type FormPart,
  type FormSection,
  formOf,
  isOpen,
  levelsIn,
  type PartValue,
} from "@/lib/features/inspections/visits/form/types";
import type { GivenAnswer, InspectionDetail } from "@/lib/features/inspections/visits/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import "./inspections.css";

/** What was answered, section by section, to be read. */
export function RecordView({ detail }: { detail: InspectionDetail }) {
  const scope = { services: detail.header.services, caseIds: detail.cases.map(({ id }) => id) };
  const sections = formOf(detail.template, scope);
  return sections.map((section) => <SectionView key={section.key} section={section} detail={detail} />);
}

function answerOf(detail: InspectionDetail, part: FormPart): GivenAnswer | undefined {
  return detail.answers.find(({ itemKey, caseId }) => itemKey === part.itemKey && caseId === part.caseId);
}

function SectionView({ section, detail }: { section: FormSection; detail: InspectionDetail }) {
  const [only] = section.entries;
  const title = [section.heading, [section.number, section.label].filter(Boolean).join(" ")]
    .filter(Boolean)
    .join("　");
  return (
    <Card title={title} id={`section-${section.key}`}>
      {only && !only.item && section.entries.length === 1 ? (
        <Blanks detail={detail} part={only.parts[0]} />
      ) : (
        section.entries.map((entry) => <EntryView key={entry.key} entry={entry} detail={detail} />)
      )}
    </Card>
  );
}

/** Blanks of the head and the foot, label by label. */
function Blanks({ detail, part }: { detail: InspectionDetail; part?: FormPart }) {
  if (!part) return null;
  const value = answerOf(detail, part)?.value ?? {};
  const rows = part.blanks.filter((blank) => isOpen(blank, value));
  return (
    <DescriptionList
      columns={3}
      items={rows.map((blank) => ({
        label: blank.label ?? "",
        value: answerText(blank, value[blank.key]),
        wide: blank.kind === "text" && String(value[blank.key] ?? "").length > 40,
      }))}
    />
  );
}

function EntryView({ entry, detail }: { entry: FormEntry; detail: InspectionDetail }) {
  const { item } = entry;
  if (!item) return <Blanks detail={detail} part={entry.parts[0]} />;
  return (
    <div className="record-item" id={`item-${item.key}`}>
      <p className="record-label">
        <strong>
          {item.mark}
          {item.number && `${item.number}.`}
        </strong>{" "}
        {item.label}
        {item.indicatorCodes.length > 0 && (
          <span className="muted small">（指標 {item.indicatorCodes.join("、")}）</span>
        )}
      </p>
      {entry.parts.map((part) => (
        <PartView key={part.id} part={part} detail={detail} />
      ))}
    </div>
  );
}

function PartView({ part, detail }: { part: FormPart; detail: InspectionDetail }) {
  const answer = answerOf(detail, part);
  const value = answer?.value ?? {};
  const of = detail.cases.find(({ id }) => id === part.caseId);
  const photos = detail.photos.filter(
    ({ itemKey, caseId }) => itemKey === part.itemKey && caseId === part.caseId,
  );
  const finding = detail.findingRows.find(({ itemKey }) => itemKey === part.itemKey);
  return (
    <div className="record-part">
      {of && (
        <span className="visit-case">
          {of.number} {of.name}
        </span>
      )}
      <Told blanks={part.blanks} value={value} isFinding={levelsIn(part, value).includes("finding")} />
      {detail.mayCarryOut && <Proposed blanks={part.blanks} value={value} proposal={answer?.proposal} />}
      {finding && levelsIn(part, value).includes("finding") && (
        <a href={`/inspections/findings/${finding.id}`}>{finding.number}</a>
      )}
      {answer && (
        <span className="muted small no-print">
          {answer.by} {formatRocInstant(answer.answeredAt)}
          {answer.changes > 0 && `（更改 ${answer.changes} 次）`}
        </span>
      )}
      {photos.length > 0 && (
        <div className="visit-photos">
          {photos.map((photo) => (
            <a
              key={photo.id}
              href={`/api/inspections/${detail.id}/photos/${photo.id}`}
              className="visit-photo"
            >
              <Image
                unoptimized
                width={88}
                height={88}
                src={`/api/inspections/${detail.id}/photos/${photo.id}`}
                alt={`照片 ${photo.fileName}`}
              />
            </a>
          ))}
        </div>
      )}
    </div>
  );
}

function Told({
  blanks,
  value,
  isFinding,
}: {
  blanks: readonly Blank[];
  value: PartValue;
  isFinding: boolean;
}) {
  const told = blanks
    .filter((blank) => value[blank.key] !== undefined && isOpen(blank, value))
    .map((blank) => ({ blank, text: answerText(blank, value[blank.key]) }));
  if (told.length === 0) return <span className="muted">未填</span>;
  return told.map(({ blank, text }) => {
    const words = blank.label ? `${blank.label}：${text}` : text;
    const isResult = blank.findings.length > 0;
    return isResult ? (
      <StatusTag key={blank.key} tone={isFinding ? "bad" : "good"}>
        {words}
      </StatusTag>
    ) : (
      <span key={blank.key}>{words}</span>
    );
  });
}

/** What the system had proposed when it was answered, for the bureau's people: agreed with or decided otherwise. */
function Proposed({
  blanks,
  value,
  proposal,
}: {
  blanks: readonly Blank[];
  value: PartValue;
  proposal: unknown;
}) {
  const result = (proposal as { result?: unknown } | null | undefined)?.result;
  const blank = blanks.find(({ answers }) => answers.some((answer) => answer.value === result));
  const words = blank?.answers.find((answer) => answer.value === result)?.label;
  if (!blank || !words) return null;
  return (
    <span className="muted small">
      系統建議「{words}」{value[blank.key] === result ? "" : "，查核人員另為判定"}
    </span>
  );
}
