import type { ReactNode } from "react";
import { Icon } from "./icon";
import { type Tone, toneClass } from "./tone";

/** A state in words, with the shape of its tone: ring, square, tick, triangle, octagon. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag ${toneClass[tone]}`}>
      <Icon name={tone} size={13} />
      {children}
    </span>
  );
}
