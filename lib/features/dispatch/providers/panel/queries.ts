import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import { areaOfDistrict, contractedUnits, coversDistrict } from "../../rotations/facts/queries";
import { validRotation } from "../../rotations/queries";
import { askRule, skipOf } from "../decision/service";
import { readQueue, ruleInput, unitsThatDeclined } from "../queue/queries";
import type { QueueMember } from "../queue/types";
import { noRotationText } from "../turn/queries";
import type { Candidate, CandidatesPanel, DecisionInput } from "../types";

export interface PanelFor {
  jurisdictionId: string;
  aUnitId: string;
  caseId: string;
  planId: string;
  districtId: string;
  service: Service;
  day: PlainDate;
}

/** The order from the cursor, who is next, why others would be passed over, and who else is contracted there. */
export async function candidatesPanel(tx: Tx, of: PanelFor): Promise<CandidatesPanel> {
  const { jurisdictionId, aUnitId, service, day } = of;
  const area = await areaOfDistrict(tx, jurisdictionId, of.districtId);
  const rotation = await validRotation(tx, jurisdictionId, { aUnitId, area, service, day });
  const inOrder = rotation?.entries.map((entry) => entry.unitId) ?? [];
  const paused = new Set(rotation?.entries.filter((entry) => entry.paused).map((entry) => entry.unitId));
  const others = (await unitsServing(tx, of)).filter((id) => !inOrder.includes(id));
  const members = await readQueue(tx, of, [...inOrder, ...others], paused);
  const declined = await unitsThatDeclined(tx, {
    ...{ jurisdictionId, caseId: of.caseId, planId: of.planId, service },
  });
  const queue = members.filter((each) => inOrder.includes(each.unit)).map(ruleInput);
  const cursor = rotation?.cursor ?? 0;
  const asked: DecisionInput = { queue, cursor, choice: null, declined };
  const answer = rotation ? askRule(asked) : null;
  const everyone = { queue: members.map(ruleInput), declined };
  const candidateOf = (member: QueueMember): Candidate => {
    const at = inOrder.indexOf(member.unit);
    const { unit, code, name, district, capacity, earliestStart, related } = member;
    return {
      ...{ unitId: unit, code, name, district, capacity, earliestStart, related },
      position: at < 0 ? null : at + 1,
      isNext: answer?.outcome?.unit === unit,
      skip: skipOf(everyone, unit),
    };
  };
  const ordered = members.filter((each) => inOrder.includes(each.unit)).map(candidateOf);
  const turned = [...ordered.slice(cursor), ...ordered.slice(0, cursor)];
  return {
    rotation: rotation
      ? { id: rotation.id, validThrough: fromDbDate(rotation.validThrough), turns: rotation.turns }
      : null,
    noRotation: rotation ? null : await noRotationText(tx, jurisdictionId, { aUnitId, area, service, day }),
    exhausted: answer?.refusal?.message ?? null,
    next: turned.find((candidate) => candidate.isNext) ?? null,
    inOrder: turned,
    outsideOrder: members.filter((each) => !inOrder.includes(each.unit)).map(candidateOf),
  };
}

/** The B units whose contract covers the service and the case's district on the day, by code. */
async function unitsServing(tx: Tx, of: PanelFor): Promise<string[]> {
  const contracts = await contractedUnits(tx, of.service, of.day);
  const district = await tx.district.findFirst({
    where: { jurisdictionId: of.jurisdictionId, id: of.districtId },
  });
  const place = { id: of.districtId, zoneId: district?.serviceZoneId ?? null };
  const ids = [...contracts].filter(([, where]) => coversDistrict(where, place)).map(([id]) => id);
  const units = await tx.unit.findMany({
    where: { jurisdictionId: of.jurisdictionId, id: { in: ids }, tier: "b", mergedIntoId: null },
    select: { id: true },
    orderBy: { code: "asc" },
  });
  return units.map((unit) => unit.id);
}
