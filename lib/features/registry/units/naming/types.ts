/** What a correction of a name came to. `id` is the unit that bears the name now. */
export interface NameOutcome {
  outcome: "renamed" | "confirmed" | "merged";
  id: string;
  /** The code of the unit that was corrected. */
  code: string;
}
