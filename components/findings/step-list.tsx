import { Link } from "@/components/ui/link";
import { Timeline } from "@/components/ui/timeline";
import { STEP_LABELS, STEP_TONES } from "@/lib/features/inspections/findings/labels";
import type { FindingStepRow, StepFile } from "@/lib/features/inspections/findings/types";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";

/** What happened to a finding, newest first. */
export function StepList({ steps }: { steps: readonly FindingStepRow[] }) {
  return (
    <Timeline
      label="處理紀錄"
      items={steps.toReversed().map((step) => ({
        id: step.id,
        time: formatRocInstant(step.at),
        dateTime: step.at.toISOString(),
        title: STEP_LABELS[step.kind],
        by: step.by,
        tone: STEP_TONES[step.kind],
        detail: (
          <>
            <p className="whitespace-pre-line">{step.text}</p>
            {step.dueOn && <p>展延至 {formatRocDate(step.dueOn)}</p>}
            {step.files.length > 0 && <Files files={step.files} />}
          </>
        ),
      }))}
    />
  );
}

function Files({ files }: { files: readonly StepFile[] }) {
  return (
    <ul>
      {files.map(({ id, fileName, size }) => (
        <li key={id}>
          <Link href={`/api/findings/evidence/${id}`} download>
            {fileName}
          </Link>{" "}
          <span className="muted small">
            {Math.max(1, Math.round(size / 1024)).toLocaleString("zh-TW")} KB
          </span>
        </li>
      ))}
    </ul>
  );
}
