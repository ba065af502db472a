import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { type Tone, toneClass } from "@/components/ui/tone";

type CardProps = {
  title?: ReactNode;
  id?: string;
  actions?: ReactNode;
  tone?: Tone;
  /** Without padding: for a table that brings its own. */
  flush?: boolean;
  children: ReactNode;
};

/** A titled part of a page in a box of its own. */
export function Card({ title, id, actions, tone, flush, children }: CardProps) {
  const ownId = useId();
  const headingId = `${id ?? ownId}-title`;
  const classes = classNames("card", flush && "card-flush", tone && `card-toned ${toneClass[tone]}`);
  return (
    <section id={id} className={classes} aria-labelledby={title ? headingId : undefined}>
      {(title || actions) && (
        <div className="card-head split">
          {title && (
            <h2 id={headingId} className="card-title">
              {title}
            </h2>
          )}
          {actions && <div className="cluster no-print">{actions}</div>}
        </div>
      )}
      <div className="card-body">{children}</div>
    </section>
  );
}
