/** A unit made, or the one that is there already: then nothing was stored. */
export interface CreatedUnit {
  outcome: "created" | "exists";
  id: string;
  code: string;
}

export interface UnitRef {
  id: string;
}
