import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

type PageHeaderProps = {
  title: ReactNode;
  breadcrumbs?: readonly { href?: string; label: string }[];
  actions?: ReactNode;
  meta?: ReactNode;
  lead?: ReactNode;
};

/** Where the reader is, what this page is, and what can be done with it. */
export function PageHeader({ title, breadcrumbs = [], actions, meta, lead }: PageHeaderProps) {
  return (
    <div className="page-header">
      {breadcrumbs.length > 0 && (
        <nav aria-label="目前位置">
          <ol className="breadcrumbs">
            {breadcrumbs.map(({ href, label }) => (
              <li key={label}>
                {href ? <Link href={href}>{label}</Link> : <span aria-current="page">{label}</span>}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="split">
        <h1 className="page-title">{title}</h1>
        {actions && <div className="cluster no-print">{actions}</div>}
      </div>
      {meta && <div className="page-meta">{meta}</div>}
      {lead && <div className="page-lead">{lead}</div>}
    </div>
  );
}
