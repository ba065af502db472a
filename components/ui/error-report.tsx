import type { ReactNode } from "react";
import { Icon } from "./icon";

type ErrorReportProps = { title: string; id?: string; children?: ReactNode; actions?: ReactNode };

/** What an error page says: one sentence, the id to quote, the way out. Never a raw message. */
export function ErrorReport({ title, id, children, actions }: ErrorReportProps) {
  return (
    <div className="error-report stack" role="alert">
      <h1 className="modal-title tone-bad">
        <Icon name="bad" size={22} />
        {title}
      </h1>
      {children}
      {id && (
        <p className="small">
          錯誤編號 <code>{id}</code>，通報時請一併告知。
        </p>
      )}
      {actions && <div className="cluster">{actions}</div>}
    </div>
  );
}
