import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode; icon?: IconName };

/** Nothing here: says so, and what to do about it. */
export function EmptyState({ title, children, action, icon = "document" }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={28} />
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
      {action && <div className="cluster no-print">{action}</div>}
    </div>
  );
}
