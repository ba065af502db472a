"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type FormPart, partId } from "@/lib/features/inspections/visits/form/types";
import type { PhotoRow } from "@/lib/features/inspections/visits/types";
import { dropPhoto, keepPhoto, shrunk, type WaitingPhoto, waitingPhotos } from "./photo-store";

/** `refused`: the server's words; the photograph stays here to be saved elsewhere. */
type Shown = WaitingPhoto & { url: string; refused?: string };

export interface PhotoWork {
  sent: readonly PhotoRow[];
  waiting: readonly Shown[];
  /** What could not be taken, by part. */
  problems: Readonly<Record<string, string>>;
  isShrinking: boolean;
  add: (part: FormPart, files: readonly File[]) => Promise<void>;
  drop: (photo: Shown) => void;
}

const TRY_AGAIN = 10_000;

/** Makes photographs small, keeps them in the browser and sends them one after the other. */
export function usePhotoWork(
  accountId: string,
  inspectionId: string,
  photos: readonly PhotoRow[],
): PhotoWork {
  const [sent, setSent] = useState(photos);
  const [waiting, setWaiting] = useState<Shown[]>([]);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [isShrinking, setShrinking] = useState(false);
  const isSending = useRef(false);

  const problem = (id: string, text: string) => setProblems((now) => ({ ...now, [id]: text }));
  const remove = (photo: Shown) => {
    URL.revokeObjectURL(photo.url);
    setWaiting((now) => now.filter(({ key }) => key !== photo.key));
    // A store that cannot be written did not hold it either.
    return dropPhoto(photo.key).catch(() => undefined);
  };

  const sendNext = useEffectEvent(async () => {
    const photo = waiting.find(({ refused }) => refused === undefined);
    if (!photo || isSending.current) return;
    isSending.current = true;
    const outcome = await send(photo);
    isSending.current = false;
    if (outcome === "later") return;
    if ("refused" in outcome) {
      setWaiting((now) => now.map((each) => (each.key === photo.key ? { ...each, ...outcome } : each)));
      problem(partId(photo.itemKey ?? "", photo.caseId), `「${photo.name}」${outcome.refused}`);
      return;
    }
    await remove(photo);
    setSent((now) => [...now.filter(({ id }) => id !== outcome.row.id), outcome.row]);
  });

  const open = useEffectEvent(async () => {
    const kept = await waitingPhotos(accountId, inspectionId).catch(() => []);
    if (kept.length > 0)
      setWaiting(kept.map((photo) => ({ ...photo, url: URL.createObjectURL(photo.blob) })));
  });
  useEffect(() => void open(), []);
  useEffect(() => {
    if (waiting.length > 0) void sendNext();
    const again = setInterval(() => void sendNext(), TRY_AGAIN);
    const back = () => void sendNext();
    window.addEventListener("online", back);
    return () => {
      clearInterval(again);
      window.removeEventListener("online", back);
    };
  }, [waiting]);

  const add = async (part: FormPart, files: readonly File[]) => {
    setShrinking(true);
    setProblems(({ [part.id]: _former, ...others }) => others);
    for (const file of files) {
      const blob = await shrunk(file);
      if (!blob) {
        problem(part.id, `「${file.name}」不是可讀取的照片，沒有加入；請改選照片檔（JPEG、PNG 等）。`);
        continue;
      }
      const name = `${file.name.replace(/\.[^.]*$/u, "") || "照片"}.jpg`;
      const { itemKey, caseId } = part;
      const key = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
      const photo = { key, accountId, inspectionId, itemKey, caseId, name, blob };
      await keepPhoto(photo).catch(() => problem(part.id, "這台裝置無法暫存照片，上傳完成前請勿關閉本頁。"));
      setWaiting((now) => [...now, { ...photo, url: URL.createObjectURL(blob) }]);
    }
    setShrinking(false);
  };
  return { sent, waiting, problems, isShrinking, add, drop: (photo) => void remove(photo) };
}

type Outcome = { row: PhotoRow } | { refused: string } | "later";

async function send(photo: WaitingPhoto): Promise<Outcome> {
  const form = new FormData();
  form.set("file", new File([photo.blob], photo.name, { type: "image/jpeg" }));
  if (photo.itemKey) form.set("itemKey", photo.itemKey);
  if (photo.caseId) form.set("caseId", photo.caseId);
  try {
    const response = await fetch(`/api/inspections/${photo.inspectionId}/photos`, {
      method: "POST",
      body: form,
    });
    if (response.ok) return { row: (await response.json()) as PhotoRow };
    if (response.status === 401 || response.status >= 500) return "later";
    const { message = "" } = (await response.json().catch(() => ({}))) as { message?: string };
    return { refused: `未能上傳：${message}` };
  } catch {
    return "later";
  }
}
