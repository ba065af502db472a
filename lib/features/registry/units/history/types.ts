/** One line of what an entry says. */
export interface HistoryLine {
  label: string;
  /** For a change, what it was before. */
  before?: string;
  value: string;
}

/** What somebody did to a unit. */
export interface HistoryEntry {
  id: string;
  at: Date;
  actorName: string;
  actorRole: string;
  action: string;
  lines: HistoryLine[];
}
