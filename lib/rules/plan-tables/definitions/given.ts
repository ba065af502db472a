import type { TableDefinition } from "../definition";

function given(file: string, title: string, place: string, name: string): TableDefinition {
  return { file: `${file}.csv`, title, place, rowNames: [{ name }], derived: [] };
}

/** Tables of the plan in which no figure derives from another. */
export const GIVEN_TABLES: readonly TableDefinition[] = [
  given("service_zones", "居家服務特約區域", "貳、三", "{zone}/{district}"),
  given("transport_subsidy_ratio", "交通接送營運費補助比率", "貳、三", "{attainment_from_pct}"),
  given("professional_extension_reviews", "專業服務展延審查", "貳、三", "{year}"),
  given("kpi_timeliness", "關鍵績效指標二 服務時效", "參、三", "{item_key}"),
  given("care_manager_hiring_rates", "六都照管人力進用率", "貳、三", "{city}"),
  given("employment_incentives", "照顧服務員就業獎勵", "貳、二", "{scheme}/{condition}"),
  given("grant_ceilings", "114年獎助基準", "肆、三", "{service}/{item_key}/{area_or_class}/{condition}"),
  given("rule_thresholds", "計畫所訂門檻及比率", "內文", "{domain}/{rule}/{condition}"),
  given("unannounced_inspections_113", "無預警查核", "參、二", "{item_key}"),
];
