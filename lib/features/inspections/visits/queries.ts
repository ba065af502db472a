import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";
import { carryOutScope, inspectionScope, mayInspect } from "../policy";
import { FORM_LABELS } from "../templates/labels";
import type { ChecklistTemplate, FormKey, TemplateSubject } from "../templates/types";
import type { PartValue } from "./form/types";
import { ROW_PARTS, toRows } from "./list/queries";
import type { FilledHeader, GivenAnswer, InspectedCase, InspectionDetail, Sample } from "./types";

const DETAIL_PARTS = {
  ...ROW_PARTS,
  answers: { orderBy: [{ itemKey: "asc" }, { id: "asc" }] },
  photos: { orderBy: [{ takenAt: "asc" }, { id: "asc" }] },
  signatures: { orderBy: { party: "asc" } },
  addenda: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
  findings: { orderBy: { number: "asc" } },
} as const satisfies Prisma.InspectionInclude;
type Loaded = Prisma.InspectionGetPayload<{ include: typeof DETAIL_PARTS }>;

/** An inspection that the actor sees with everything that was entered; null when there is none. */
export async function inspectionById(actor: Actor, id: string): Promise<InspectionDetail | null> {
  const scope = inspectionScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const found = await tx.inspection.findFirst({
      where: { AND: [scope, { id }] },
      include: DETAIL_PARTS,
    });
    return found ? detailOf(tx, actor, found) : null;
  });
}

async function detailOf(tx: Tx, actor: Actor, found: Loaded): Promise<InspectionDetail | null> {
  const [row] = await toRows(tx, [found]);
  if (!row) return null;
  const { jurisdictionId, caseId, cancelReason, startedAt, version, template } = found;
  const header = found.header as unknown as Partial<FilledHeader>;
  return {
    ...{ ...row, jurisdictionId, caseId, cancelReason, startedAt, version },
    templateVersion: (template.content as unknown as ChecklistTemplate).version.roc,
    template: template.content as unknown as ChecklistTemplate,
    header: { values: header.values ?? {}, services: header.services ?? (await servicesOf(tx, found)) },
    sample: found.sample as unknown as Sample | null,
    correctionDueOn: fromDbDate(found.correctionDueOn),
    cases: await inspectedCases(tx, found.id),
    answers: found.answers.map(toAnswer),
    photos: found.photos.map(({ id, itemKey, caseId: of, caption, fileName, size, takenAt }) => ({
      ...{ id, itemKey, caseId: of, caption, fileName, size, takenAt },
    })),
    signatures: found.signatures.map(({ party, name, strokes, refusedReason, signedAt }) => ({
      ...{ party, name, strokes, refusedReason, signedAt },
    })),
    addenda: found.addenda.map(({ id, text, createdAt, createdByName }) => ({
      ...{ id, text, createdAt, createdByName },
    })),
    findingRows: found.findings.map(({ id, number, itemKey, state, dueOn }) => ({
      ...{ id, number, itemKey, state, dueOn: fromDbDate(dueOn) },
    })),
    mayCarryOut: await carriesOut(tx, actor, found.id),
  };
}

function toAnswer(row: Loaded["answers"][number]): GivenAnswer {
  const { itemKey, caseId, version, answeredAt, answeredByName, proposal } = row;
  return {
    ...{ itemKey, caseId, version, answeredAt, proposal },
    value: row.value as PartValue,
    by: answeredByName,
    changes: Array.isArray(row.history) ? row.history.length : 0,
  };
}

/** Before the visit: what the unit is listed for now. */
async function servicesOf(tx: Tx, row: { jurisdictionId: string; unitId: string }) {
  const { jurisdictionId, unitId } = row;
  const listings = await tx.listing.findMany({ where: { jurisdictionId, unitId, state: "listed" } });
  return [...new Set(listings.map(({ service }) => service))];
}

async function inspectedCases(tx: Tx, id: string): Promise<InspectedCase[]> {
  const rows = await tx.$queryRaw<
    { case_id: string; rank: number; number: string; name: string }[]
  >`SELECT case_id::text, rank, number, name FROM app_inspected_cases(${id}::uuid)`;
  return rows.map(({ case_id, rank, number, name }) => ({ id: case_id, position: rank, number, name }));
}

async function carriesOut(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const scope = carryOutScope(actor);
  return scope !== null && (await tx.inspection.count({ where: { AND: [scope, { id }] } })) === 1;
}

export interface InspectorOption {
  id: string;
  name: string;
  role: string;
}

/** Whom an inspection can be given to; empty for those who do not plan. */
export async function inspectorOptions(actor: Actor): Promise<InspectorOption[]> {
  if (!mayInspect(actor, "inspection.plan")) return [];
  return readAs(
    actor,
    (tx) => tx.$queryRaw<InspectorOption[]>`SELECT id::text, name, role::text FROM app_inspectors()`,
  );
}

export interface TemplateOption {
  id: string;
  formKey: FormKey;
  title: string;
  subject: TemplateSubject;
  label: string;
}

/** The forms of the city that are in force and are filled in on the spot, in the order of their kinds. */
export async function visitTemplates(actor: Actor): Promise<TemplateOption[]> {
  if (!mayInspect(actor, "inspection.plan")) return [];
  const rows = await readAs(actor, (tx) =>
    tx.checklistTemplate.findMany({
      where: { jurisdictionId: actor.jurisdictionId, state: "in_force" },
      orderBy: [{ formKey: "asc" }, { id: "asc" }],
    }),
  );
  return rows
    .map((row) => {
      const content = row.content as unknown as ChecklistTemplate;
      const formKey = row.formKey as FormKey;
      const label = `${FORM_LABELS[formKey] ?? row.title}（${content.version.roc}）`;
      return { id: row.id, formKey, title: row.title, subject: content.subject, label };
    })
    .filter(({ subject }) => subject !== "case_survey" && subject !== "case_plan");
}
