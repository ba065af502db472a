"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useCurrentPath } from "./current-path";

type FoldMenuProps = { className: string; label: string; summary: ReactNode; children: ReactNode };

/**
 * A menu that opens without JavaScript (`<details>`). With it, Escape, a press elsewhere and going to another
 * page close it.
 */
export function FoldMenu({ className, label, summary, children }: FoldMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const path = useCurrentPath();
  useCloseFromOutside(menu);
  return (
    <details key={path} ref={menu} className={`fold-menu ${className}`}>
      <summary>
        {summary}
        <span className="visually-hidden">{label}</span>
      </summary>
      <div className="fold-menu-panel">{children}</div>
    </details>
  );
}

function useCloseFromOutside(menu: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target))
        menu.current?.removeAttribute("open");
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.current?.open) return;
      const inside = menu.current.contains(document.activeElement);
      menu.current.open = false;
      if (inside) menu.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [menu]);
}
