import type { ReactNode } from "react";
import { BrandMark } from "./brand";
import { type Theme, ThemeSwitch } from "./theme-switch";

type AuthShellProps = {
  product?: string;
  title: string;
  lead?: ReactNode;
  theme: Theme;
  themeAction?: string;
  footer?: ReactNode;
  children: ReactNode;
};

/** A narrow frame for the pages before one is signed in. */
export function AuthShell({
  product = "長照塔臺",
  title,
  lead,
  theme,
  themeAction = "/theme",
  ...rest
}: AuthShellProps) {
  return (
    <div className="auth">
      <main id="main" className="auth-card">
        <p className="auth-brand">
          <BrandMark size={34} />
          {product}
        </p>
        <h1 className="auth-title">{title}</h1>
        {lead && <div className="auth-lead">{lead}</div>}
        {rest.children}
      </main>
      <footer className="auth-foot no-print">
        {rest.footer}
        <ThemeSwitch theme={theme} action={themeAction} />
      </footer>
    </div>
  );
}
