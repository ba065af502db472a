import { type ReactNode, useId } from "react";

type SectionProps = {
  title: ReactNode;
  id?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** A titled part of a page. */
export function Section({ title, id, lead, actions, children }: SectionProps) {
  const ownId = useId();
  const headingId = `${id ?? ownId}-title`;
  return (
    <section id={id} aria-labelledby={headingId} className="section">
      <div className="split">
        <h2 id={headingId} className="section-title">
          {title}
        </h2>
        {actions && <div className="cluster no-print">{actions}</div>}
      </div>
      {lead && <div className="section-lead">{lead}</div>}
      {children}
    </section>
  );
}
