import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { REGISTRATION_LABELS } from "@/lib/features/registry/staff/labels";
import type { StaffStanding } from "@/lib/features/registry/staff/types";
import type { ClockState } from "@/lib/rules/timeliness";

const TONES: Record<ClockState, Tone> = {
  running: "info",
  due_soon: "warn",
  overdue: "bad",
  met: "good",
  met_late: "warn",
  excused: "neutral",
};

/** How a person's registration stands by the city's clock; in a city without that clock only whether it was sent. */
export function RegistrationTag({ staff }: { staff: StaffStanding }) {
  const { registration, registeredOn, endedOn } = staff;
  if (registration.kind === "no_rule") {
    return (
      <span title={registration.message}>
        <StatusTag tone={registeredOn ? "good" : "neutral"}>
          {registeredOn ? "已寄送" : "無適用期限"}
        </StatusTag>
      </span>
    );
  }
  const { state } = registration.outcome;
  if (endedOn && !registeredOn) return <StatusTag tone="neutral">離職前未登錄寄送</StatusTag>;
  return <StatusTag tone={TONES[state]}>{REGISTRATION_LABELS[state]}</StatusTag>;
}
