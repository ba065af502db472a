"use client";

import { type SubmitEvent, useState } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { useCurrentPath } from "./current-path";

export type Theme = "system" | "light" | "dark";

const choices: { value: Theme; label: string; icon: IconName }[] = [
  { value: "system", label: "跟隨系統", icon: "screen" },
  { value: "light", label: "淺色", icon: "sun" },
  { value: "dark", label: "深色", icon: "moon" },
];

/**
 * Light or dark, kept in a cookie that the form's POST sets. With JavaScript the page changes at once and the same
 * POST goes out behind it.
 */
export function ThemeSwitch({ theme, action }: { theme: Theme; action: string }) {
  const [chosen, setChosen] = useState(theme);
  const path = useCurrentPath();

  const choose = (event: SubmitEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent;
    const picked = choices.find(
      ({ value }) => submitter instanceof HTMLButtonElement && submitter.value === value,
    );
    if (!picked) return;
    event.preventDefault();
    applyTheme(picked.value);
    setChosen(picked.value);
    const body = new URLSearchParams({ theme: picked.value, back: path });
    // Not kept is no harm: the page is as chosen, and the next choice tries again.
    fetch(action, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
  };

  return (
    <form method="post" action={action} onSubmit={choose} className="theme-switch" aria-label="畫面明暗">
      <input type="hidden" name="back" value={path} />
      {choices.map(({ value, label, icon }) => (
        <button
          key={value}
          type="submit"
          name="theme"
          value={value}
          aria-pressed={value === chosen}
          title={label}
        >
          <Icon name={icon} size={16} />
          <span>{label}</span>
        </button>
      ))}
    </form>
  );
}

function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
