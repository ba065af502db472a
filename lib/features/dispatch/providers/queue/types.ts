import type { QueuedUnit } from "@/lib/rules/dispatch";
import type { PlainDate } from "@/lib/rules/plain-date";

/** A unit of a queue with what the screen and the kept decision say of it beside the rule's input. */
export interface QueueMember extends QueuedUnit {
  code: string;
  name: string;
  district: string;
  earliestStart: PlainDate | null;
  related: boolean;
}
