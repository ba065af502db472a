import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { readBytes } from "@/lib/platform/files";
import { mayInspect } from "../../policy";
import type { ChecklistTemplate } from "../../templates/types";
import { inspectionById } from "../queries";
import { emptyForm, type Printed, type PrintedPhoto, recordOf } from "./documents";

/** The record of an inspection that the actor sees, with its photographs, for a file that leaves the system: written down. */
export async function printRecord(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Printed | null> {
  const detail = await inspectionById(actor, id);
  if (!detail) return null;
  const { jurisdictionId } = actor;
  const { bureau, kept } = await readAs(actor, async (tx) => {
    const city = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
    const rows = await tx.inspectionPhoto.findMany({
      where: { jurisdictionId, inspectionId: detail.id },
      orderBy: [{ takenAt: "asc" }, { id: "asc" }],
    });
    await audit(tx, actor, clock.now(), {
      action: "inspection.record_printed",
      subject: { kind: "inspection", id: detail.id },
      unitId: detail.state === "signed" ? detail.unit.id : null,
      detail: { number: detail.number },
    });
    return { bureau: city.bureauName, kept: rows };
  });
  const photos: PrintedPhoto[] = [];
  for (const row of kept) photos.push({ ...row, bytes: await readBytes(row) });
  return recordOf(detail, bureau, photos);
}

/** A form of the city without an inspection, empty; for the bureau's people. Null when there is none. */
export async function printEmptyForm(actor: Actor, templateId: string): Promise<Printed | null> {
  const isBureau = actor.role === "bureau_admin" || mayInspect(actor, "inspection.read_city");
  if (!isBureau || !isId(templateId)) return null;
  return readAs(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const found = await tx.checklistTemplate.findFirst({ where: { jurisdictionId, id: templateId } });
    if (!found) return null;
    const city = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
    return emptyForm(found.content as unknown as ChecklistTemplate, city.bureauName);
  });
}
