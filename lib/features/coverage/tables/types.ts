/** What a plan table holds, verbatim. */
export interface PlanContent {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table of a plan as its file has it. */
export interface PlanTableFile {
  readonly fileName: string;
  readonly grid: readonly (readonly string[])[];
}
