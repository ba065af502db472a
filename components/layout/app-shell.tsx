import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Brand } from "./brand";
import { FoldMenu } from "./fold-menu";
import type { NavGroup } from "./nav";
import { SearchForm, type SearchSettings } from "./search-form";
import { SideNav } from "./side-nav";
import { type Theme, ThemeSwitch } from "./theme-switch";

type AppShellProps = {
  product?: string;
  city: string;
  homeHref?: string;
  nav: readonly NavGroup[];
  user: { name: string; detail?: string } | null;
  userLinks?: readonly { href: string; label: string }[];
  signOut?: ReactNode;
  search?: SearchSettings;
  theme: Theme;
  themeAction?: string;
  banner?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: band, areas of work, the page, foot. Nothing in it needs JavaScript. */
export function AppShell(props: AppShellProps) {
  const { product = "長照塔臺", city, nav, search } = props;
  const hasNav = nav.length > 0;
  return (
    <div className={hasNav ? "shell" : "shell shell-plain"}>
      <a href="#main" className="skip-link">
        跳到主要內容
      </a>
      <header className="band no-print">
        {hasNav && (
          <FoldMenu className="band-menu" label="主選單" summary={<Icon name="menu" size={22} />}>
            {search && <SearchForm {...search} />}
            <SideNav groups={nav} label="主選單" />
          </FoldMenu>
        )}
        <Brand product={product} detail={city} href={props.homeHref ?? "/today"} />
        {search && (
          <div className="band-search">
            <SearchForm {...search} />
          </div>
        )}
        <UserMenu {...props} />
      </header>
      <p className="print-only shell-print-head">
        {product}｜{city}
      </p>
      {hasNav && (
        <div className="side no-print">
          <SideNav groups={nav} label="主選單" />
        </div>
      )}
      <main id="main" className="page" tabIndex={-1}>
        {props.banner}
        {props.children}
      </main>
      <footer className="foot no-print">{props.footer ?? `${product}・${city}`}</footer>
    </div>
  );
}

function UserMenu({ user, userLinks = [], signOut, theme, themeAction = "/theme" }: AppShellProps) {
  const themeSwitch = <ThemeSwitch theme={theme} action={themeAction} />;
  if (!user) {
    return (
      <FoldMenu className="band-user" label="畫面設定" summary={<Icon name="sun" />}>
        {themeSwitch}
      </FoldMenu>
    );
  }
  const summary = (
    <>
      <Icon name="person" />
      <span className="band-user-name">
        <span>{user.name}</span>
        {user.detail && <span className="band-user-detail">{user.detail}</span>}
      </span>
      <Icon name="chevron-down" size={14} />
    </>
  );
  return (
    <FoldMenu className="band-user" label="使用者選單" summary={summary}>
      <p className="user-who">
        {user.name}
        {user.detail && <span className="muted small">{user.detail}</span>}
      </p>
      {userLinks.length > 0 && (
        <ul className="user-links">
          {userLinks.map(({ href, label }) => (
            <li key={href}>
              <Link href={href}>{label}</Link>
            </li>
          ))}
        </ul>
      )}
      {themeSwitch}
      {signOut}
    </FoldMenu>
  );
}
