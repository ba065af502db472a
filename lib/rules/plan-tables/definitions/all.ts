import type { TableDefinition } from "../definition";
import { BENEFIT_TABLES } from "./benefits";
import { BUDGET_TABLES } from "./budget";
import { DEMAND_TABLES } from "./demand";
import { GIVEN_TABLES } from "./given";
import { GRANT_TABLES } from "./grants";
import { OPERATION_TABLES } from "./operations";
import { SERVICE_TABLES } from "./services";
import { STAFFING_TABLES } from "./staffing";
import { TEXT_TABLES } from "./text";
import { WORKFORCE_TABLES } from "./workforce";

/** Every table of the plan whose figures derive from one another, or are compared. */
export const PLAN_TABLES: readonly TableDefinition[] = [
  ...SERVICE_TABLES,
  ...WORKFORCE_TABLES,
  ...STAFFING_TABLES,
  ...DEMAND_TABLES,
  ...OPERATION_TABLES,
  ...BUDGET_TABLES,
  ...BENEFIT_TABLES,
  ...GRANT_TABLES,
  ...TEXT_TABLES,
  ...GIVEN_TABLES,
];
