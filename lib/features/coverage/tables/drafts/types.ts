import type { PlanDraftState } from "@/prisma/generated/enums";
import type { DraftPreview } from "../comparison/types";

/** What applying a draft did. */
export interface DraftReport {
  readonly tables: readonly {
    readonly tableKey: string;
    readonly title: string;
    readonly edition: number;
    readonly changes: number;
    readonly newRows: number;
    readonly missingRows: number;
  }[];
  /** Tables that were the same as the edition that stands: nothing was written. */
  readonly same: number;
  readonly figuresChanged: number;
  readonly broken: number;
  /** Values of indicators in the store afterwards. */
  readonly indicatorValues: number;
}

export interface DraftRow {
  readonly id: string;
  readonly planYear: number;
  readonly state: PlanDraftState;
  readonly fileNames: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly appliedAt: Date | null;
}

export interface DraftDetail extends DraftRow {
  readonly appliedBy: string | null;
  readonly report: DraftReport | null;
  /** Only of one that still waits. */
  readonly preview: DraftPreview | null;
  readonly tableKeys: readonly string[];
}
