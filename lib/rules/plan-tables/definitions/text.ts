import { cellAt, type DerivedColumn, type TableDefinition, type Term } from "../definition";
import { FILES } from "./files";

// Figures whose sum or comparison is told in words; the others carry their sum with them.
const SMALL_SCALE = {
  item_key: ["small_scale_multi_mixed", "small_scale_multi_dementia"],
  measure: "resources",
};
const OTHER_RESOURCES = {
  item_key: {
    not: ["benefits", "community_system_a", "community_system_c_medical", "total", "care_management_staff"],
  },
};
const respiteContracts = (code: string): Term => cellAt(FILES.respiteByCode, `總計/${code}`, "contracts");

const ELSEWHERE: Readonly<Record<string, Term>> = {
  professional_users: cellAt(FILES.efficiency, "professional", "actual_113_aug"),
  workforce_total: cellAt(FILES.workforce, "total", "actual_113_aug"),
  care_attendants: cellAt(FILES.occupation, "care_attendant", "persons"),
  daycare_capacity: { sum: "capacity_b", file: FILES.dayCareForecast, rows: { district: { not: "全市" } } },
  respite_home_units: respiteContracts("GA09"),
  respite_institution_units: respiteContracts("GA05"),
  respite_daycare_units: respiteContracts("GA03"),
  respite_small_scale_units: respiteContracts("GA06"),
  respite_c_station_units: respiteContracts("GA07"),
  respite_users: cellAt(FILES.respite, "總計", "actual_users"),
  placement_local: cellAt(FILES.placement, "total", "local_g"),
  placement_central: cellAt(FILES.placement, "total", "central_f"),
  small_scale_institutions: { sum: "y113_actual_aug", file: FILES.services, rows: SMALL_SCALE },
  transport_trips_113: cellAt(FILES.transportTargets, "113", "trips_actual"),
  device_users: cellAt(FILES.efficiency, "assistive_devices", "actual_113_aug"),
  heping_device_users: cellAt(FILES.devices, "和平區", "purchase_b"),
  nursing_home_supervision_113: {
    sum: "count",
    file: FILES.evaluationOther,
    rows: { item_key: "nursing_home_supervision", grade: { not: "total" } },
  },
  physician_statements: cellAt(FILES.services, "family_physician/persons", "y113_actual_aug"),
};

const SUMMED: Readonly<Record<string, Term>> = {
  other_resources_approved: { sum: "approved_113", file: FILES.execution, rows: OTHER_RESOURCES },
  other_resources_executed: { sum: "executed_113_aug", file: FILES.execution, rows: OTHER_RESOURCES },
  other_forecast: {
    sum: "forecast_113_b",
    file: FILES.forecast,
    rows: { item_key: { not: ["benefits", "community_system", "total"] } },
  },
};

function figure(topic: string, kind: "text" | "cross_check", of: Term, words: string): DerivedColumn {
  return { kind, column: "value", rows: { topic }, formula: "equals", words, of: [of] };
}

const textFigures: TableDefinition = {
  file: FILES.text,
  title: "計畫內文所載數字",
  place: "內文",
  rowNames: [{ name: "{topic}" }],
  derived: [
    {
      kind: "text",
      column: "value",
      rows: { topic: { not: [...Object.keys(ELSEWHERE), ...Object.keys(SUMMED)] }, formula: { not: "" } },
      formula: "equals",
      words: "與內文算式之結果相同",
      of: [{ expression: "formula", row: "{topic}", file: FILES.text }],
    },
    ...Object.entries(SUMMED).map(([topic, of]) => figure(topic, "text", of, "表中相關各項相加")),
    ...Object.entries(ELSEWHERE).map(([topic, of]) => figure(topic, "cross_check", of, "與表中所載相同")),
  ],
};

const trips = (year: string): Term =>
  cellAt("yearly_series_in_text.csv", `heping_transport_trips/${year}`, "value");

const yearlySeries: TableDefinition = {
  file: "yearly_series_in_text.csv",
  title: "內文所載歷年數列",
  place: "內文",
  rowNames: [{ name: "{series}/{year}" }],
  derived: [],
  singles: [
    {
      kind: "text",
      row: "heping_transport_trips",
      column: "growth 108->112",
      printed: { stated: "貳、三 和平區交通接送108至112年倍數" },
      formula: "ratio",
      of: [trips("112"), trips("108")],
    },
  ],
};

const training: TableDefinition = {
  file: "training_113.csv",
  title: "照顧服務員訓練",
  place: "貳、二",
  rowNames: [{ name: "{item_key}" }],
  derived: [
    {
      kind: "text",
      column: "graduates",
      rows: { item_key: "total" },
      formula: "sum",
      words: "各類班別結訓人數相加",
      of: [{ sum: "graduates", rows: { item_key: { not: "total" } } }],
    },
  ],
};

export const TEXT_TABLES: readonly TableDefinition[] = [textFigures, yearlySeries, training];
