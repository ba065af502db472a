export const CHAIN_STAGES = [
  "item",
  "finding",
  "correction",
  "re_inspection",
  "points",
  "review",
  "measure",
] as const;
export type ChainStage = (typeof CHAIN_STAGES)[number];

export type ChainTone = "neutral" | "info" | "good" | "warn" | "bad";

/** One point of the chain, with the way to it. */
export interface ChainNode {
  key: string;
  stage: ChainStage;
  label: string;
  detail: string;
  href: string;
  state: string;
  tone: ChainTone;
}

/** Where somebody stands when they ask for the chain. */
export type ChainStart =
  | { inspectionId: string }
  | { findingId: string }
  | { violationId: string }
  | { measureId: string };
