"use client";

import Image from "next/image";
import { type ChangeEvent, useId } from "react";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { FormPart } from "@/lib/features/inspections/visits/form/types";
import type { PhotoWork } from "./photo-work";

type PhotoStripProps = {
  inspectionId: string;
  part: FormPart;
  label: string;
  work: PhotoWork;
  isClosed: boolean;
};

/** The photographs of an item: taken or chosen, made small, sent; what waits for a connection is shown too. */
export function PhotoStrip({ inspectionId, part, label, work, isClosed }: PhotoStripProps) {
  const id = useId();
  const { itemKey, caseId } = part;
  const isOwn = (photo: { itemKey: string | null; caseId: string | null }) =>
    photo.itemKey === itemKey && photo.caseId === caseId;
  const [sent, waiting] = [work.sent.filter(isOwn), work.waiting.filter(isOwn)];
  const problem = work.problems[part.id];
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void work.add(part, [...(currentTarget.files ?? [])]);
    // So that the same photograph can be chosen again.
    currentTarget.value = "";
  };
  return (
    <div className="visit-photos no-print">
      {sent.map((photo) => (
        <figure key={photo.id} className="visit-photo">
          <a href={`/api/inspections/${inspectionId}/photos/${photo.id}`} target="_blank" rel="noreferrer">
            <Image
              unoptimized
              width={88}
              height={88}
              src={`/api/inspections/${inspectionId}/photos/${photo.id}`}
              alt={`${label}的照片 ${photo.fileName}`}
            />
          </a>
        </figure>
      ))}
      {waiting.map((photo) => (
        <figure key={photo.key} className="visit-photo">
          <a href={photo.url} download={photo.name}>
            <Image
              unoptimized
              width={88}
              height={88}
              src={photo.url}
              alt={`${label}的照片，${photo.refused ? "未能上傳" : "等候上傳"}`}
            />
          </a>
          <figcaption>{photo.refused ? "未能上傳" : "等候上傳"}</figcaption>
          {photo.refused && (
            <button type="button" className="visit-clear" onClick={() => work.drop(photo)}>
              移除
            </button>
          )}
        </figure>
      ))}
      {!isClosed && (
        <label htmlFor={id} className={`${buttonClass({ variant: "quiet" })} visit-add-photo`}>
          <Icon name="plus" size={16} />
          {work.isShrinking ? "處理中…" : "照片"}
          <input
            id={id}
            type="file"
            accept="image/*"
            multiple
            className="visually-hidden"
            onChange={choose}
          />
        </label>
      )}
      {problem && (
        <p className="field-error" role="alert">
          <Icon name="bad" size={14} />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}
