/** Where a unit is contracted for a service on a day. */
export interface ContractedArea {
  zoneIds: readonly string[];
  districtIds: readonly string[];
}
