import { v7 as uuid } from "uuid";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { readAs, withActor } from "@/lib/platform/db";
import { keepBytes, keepingFiles, readBytes } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { checkFile } from "@/lib/platform/uploads";
import { inspectionScope, mayInspect } from "../../policy";
import { partsOfInspection } from "../answers/service";
import type { AddPhoto, RemovePhoto } from "../schema";
import { lockInspection, refuseUnlessUnderWay } from "../state/service";
import type { PhotoRow } from "../types";

/** What a record can hold as a picture. */
const PHOTO_TYPES: readonly string[] = ["image/jpeg", "image/png"];
const MOST_PHOTOS = 60;
const NO_PHOTO = "這個檔案不是 JPEG 或 PNG 照片，沒有上傳；請改選照片檔。";
const FORBIDDEN = "您的角色不能變更查核照片。";
const NOT_FOUND = "找不到這張照片，或不在您的職務範圍內。";

/**
 * Keeps a photograph with an item of the form, or with the whole visit. The same photograph sent twice is kept once.
 * Codes: `forbidden`, `file`, `not_found`, `not_started`, `cancelled`, `signed`, `too_many`.
 */
export async function addPhoto(
  actor: Actor,
  input: AddPhoto,
  clock: Clock = systemClock,
): Promise<Result<PhotoRow>> {
  if (!mayInspect(actor, "inspection.carry_out")) return refuse("forbidden", FORBIDDEN);
  const checked = await checkFile(input.file);
  if (!checked.ok) return checked;
  const file = checked.data;
  if (!PHOTO_TYPES.includes(file.mediaType)) return refuse("file", NO_PHOTO, { file: NO_PHOTO });
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<PhotoRow>> => {
      const row = await lockInspection(tx, actor, input.id);
      await refuseUnlessUnderWay(tx, row);
      const [itemKey, caseId] = [input.itemKey || null, input.caseId ?? null];
      const parts = await partsOfInspection(tx, row);
      if (itemKey && !parts.some((part) => part.itemKey === itemKey && part.caseId === caseId)) {
        throw new Refusal(refuse("not_found", "查核表上沒有這個項目。"));
      }
      const there = await tx.inspectionPhoto.findMany({
        where: { jurisdictionId: actor.jurisdictionId, inspectionId: row.id },
      });
      const same = there.find(
        (each) => each.sha256 === file.sha256 && each.itemKey === itemKey && each.caseId === caseId,
      );
      if (same) return ok(toPhoto(same));
      if (there.length >= MOST_PHOTOS) {
        throw new Refusal(refuse("too_many", `每次查核最多 ${MOST_PHOTOS} 張照片。`));
      }
      const now = clock.now();
      const kept = { id: uuid(), jurisdictionId: actor.jurisdictionId, sha256: file.sha256 };
      await keepBytes(files, kept, file.bytes);
      const photo = {
        ...{ ...kept, inspectionId: row.id, itemKey, caseId, caption: input.caption || null },
        ...{ fileName: file.fileName, mediaType: file.mediaType, size: file.bytes.length, takenAt: now },
        createdById: actor.accountId,
      };
      await tx.inspectionPhoto.create({ data: photo });
      await audit(tx, actor, now, {
        action: "inspection.photo_added",
        subject: { kind: "inspection", id: row.id },
        detail: { number: row.number, fileName: file.fileName },
      });
      return ok(toPhoto(photo));
    }),
  );
}

/** Takes a photograph off a form that is not signed. Codes: `forbidden`, `not_found`, `not_started`, `cancelled`, `signed`. */
export async function removePhoto(
  actor: Actor,
  input: RemovePhoto,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayInspect(actor, "inspection.carry_out")) return refuse("forbidden", FORBIDDEN);
  return withActor(actor, async (tx): Promise<Result<{ id: string }>> => {
    const row = await lockInspection(tx, actor, input.id);
    await refuseUnlessUnderWay(tx, row);
    const where = { jurisdictionId: actor.jurisdictionId, inspectionId: row.id, id: input.photoId };
    const photo = await tx.inspectionPhoto.findFirst({ where });
    if (!photo) throw new Refusal(refuse("not_found", NOT_FOUND));
    // The bytes stay where they are, encrypted: the audit names them.
    await tx.inspectionPhoto.deleteMany({ where });
    await audit(tx, actor, clock.now(), {
      action: "inspection.photo_removed",
      subject: { kind: "inspection", id: row.id },
      detail: { number: row.number, fileName: photo.fileName, sha256: photo.sha256 },
    });
    return ok({ id: row.id });
  });
}

export interface OpenedPhoto {
  fileName: string;
  mediaType: string;
  bytes: Buffer;
}

/** A photograph of an inspection that the actor sees; null when there is none. */
export async function openPhoto(actor: Actor, id: string, photoId: string): Promise<OpenedPhoto | null> {
  const scope = inspectionScope(actor);
  if (!scope || !isId(id) || !isId(photoId)) return null;
  const photo = await readAs(actor, (tx) =>
    tx.inspectionPhoto.findFirst({
      where: {
        ...{ jurisdictionId: actor.jurisdictionId, id: photoId, inspectionId: id },
        inspection: scope,
      },
    }),
  );
  if (!photo) return null;
  return { fileName: photo.fileName, mediaType: photo.mediaType, bytes: await readBytes(photo) };
}

function toPhoto(photo: PhotoRow): PhotoRow {
  const { id, itemKey, caseId, caption, fileName, size, takenAt } = photo;
  return { id, itemKey, caseId, caption, fileName, size, takenAt };
}
