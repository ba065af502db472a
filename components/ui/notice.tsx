import type { ReactNode } from "react";
import { Icon } from "./icon";
import { type Tone, toneClass } from "./tone";

type NoticeProps = {
  tone: Exclude<Tone, "neutral">;
  title?: string;
  children?: ReactNode;
  /** For a message that appears after something was done: announced politely or at once. */
  live?: "status" | "alert";
  actions?: ReactNode;
};

export function Notice({ tone, title, children, live, actions }: NoticeProps) {
  return (
    <div className={`notice ${toneClass[tone]}`} role={live}>
      <Icon name={tone} />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
        {actions && <div className="notice-actions cluster">{actions}</div>}
      </div>
    </div>
  );
}
