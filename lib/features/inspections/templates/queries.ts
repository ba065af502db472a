import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { ChecklistTemplate as Row } from "@/prisma/generated/client";
import type { ChecklistState } from "@/prisma/generated/enums";
import { templateScope } from "./policy";
import { type ChecklistTemplate, FORM_KEYS, type FormKey } from "./types";

export interface VersionRow {
  id: string;
  formKey: FormKey;
  versionNo: number;
  title: string;
  revisedOn: PlainDate;
  /** The date as the form prints it. */
  printed: string;
  state: ChecklistState;
  items: number;
  isRestored: boolean;
  origin: ChecklistTemplate["origin"];
  subject: ChecklistTemplate["subject"];
  publishedAt: Date | null;
  createdAt: Date;
  /** Made in the browser, not loaded with the reference data. */
  isByCity: boolean;
}

export interface FormVersions {
  formKey: FormKey;
  inForce: VersionRow | null;
  draft: VersionRow | null;
  /** All, the newest first. */
  versions: VersionRow[];
}

/** The forms that the city has, each with its versions. */
export async function listForms(actor: Actor): Promise<FormVersions[]> {
  const scope = templateScope(actor);
  if (!scope) return [];
  const rows = (
    await readAs(actor, (tx) =>
      tx.checklistTemplate.findMany({ where: scope, orderBy: [{ formKey: "asc" }, { versionNo: "desc" }] }),
    )
  ).map(toVersion);
  return FORM_KEYS.map((formKey) => {
    const versions = rows.filter((row) => row.formKey === formKey);
    const inState = (state: ChecklistState) => versions.find((row) => row.state === state) ?? null;
    return { formKey, inForce: inState("in_force"), draft: inState("draft"), versions };
  }).filter(({ versions }) => versions.length > 0);
}

function toVersion(row: Row): VersionRow {
  const content = contentOf(row);
  const { isRestored, origin, subject, sections, version } = content;
  return {
    ...{ id: row.id, formKey: row.formKey as FormKey, versionNo: row.versionNo, title: row.title },
    ...{ revisedOn: fromDbDate(row.revisedOn), printed: version.roc, state: row.state },
    ...{ isRestored, origin, subject, items: sections.reduce((sum, { items }) => sum + items.length, 0) },
    ...{ publishedAt: row.publishedAt, createdAt: row.createdAt, isByCity: row.createdById !== null },
  };
}

/** The form that a row holds; what is stored was read by `templateSchema` before. */
export function contentOf(row: Pick<Row, "content">): ChecklistTemplate {
  return row.content as unknown as ChecklistTemplate;
}

export interface TemplateDetail extends VersionRow {
  content: ChecklistTemplate;
  version: number;
  /** For a draft the version in force, else the one that was in force before it; null for the first. */
  before: { id: string; versionNo: number; content: ChecklistTemplate } | null;
  /** The form's draft and its version in force. */
  draftId: string | null;
  inForceId: string | null;
}

/** One version of a form of the city; null when there is none. */
export async function templateById(actor: Actor, id: string): Promise<TemplateDetail | null> {
  const scope = templateScope(actor);
  if (!scope || !isId(id)) return null;
  return readAs(actor, async (tx) => {
    const row = await tx.checklistTemplate.findFirst({ where: { AND: [scope, { id }] } });
    if (!row) return null;
    const { jurisdictionId, formKey } = row;
    const siblings = await tx.checklistTemplate.findMany({
      where: { jurisdictionId, formKey, state: { in: ["draft", "in_force"] } },
      select: { id: true, state: true },
    });
    const idOf = (state: ChecklistState) => siblings.find((each) => each.state === state)?.id ?? null;
    const before = await versionBefore(tx, row);
    return {
      ...toVersion(row),
      ...{ content: contentOf(row), version: row.version },
      before: before && { id: before.id, versionNo: before.versionNo, content: contentOf(before) },
      ...{ draftId: idOf("draft"), inForceId: idOf("in_force") },
    };
  });
}

/** The version that another is compared with, see `TemplateDetail.before`. */
export async function versionBefore(
  tx: Tx,
  { jurisdictionId, formKey, state, versionNo }: Row,
): Promise<Row | null> {
  const of = { jurisdictionId, formKey };
  if (state === "draft") return tx.checklistTemplate.findFirst({ where: { ...of, state: "in_force" } });
  return tx.checklistTemplate.findFirst({
    where: { ...of, versionNo: { lt: versionNo }, publishedAt: { not: null } },
    orderBy: { versionNo: "desc" },
  });
}
