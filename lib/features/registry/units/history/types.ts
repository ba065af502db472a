/** What somebody did to a unit. */
export interface HistoryEntry {
  id: string;
  at: Date;
  actorName: string;
  actorRole: string;
  action: string;
  detail: unknown;
}

/** A page of a unit's history. */
export interface UnitHistory {
  entries: HistoryEntry[];
  /** Names of the units and districts whose ids the entries hold. */
  names: ReadonlyMap<string, string>;
  total: number;
  size: number;
}
