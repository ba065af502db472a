"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useHydrated } from "@/components/ui/use-hydrated";
import { formatRocInstant } from "@/lib/platform/roc-date";

interface Props {
  origin: string;
  link: { secret: string; expiresAt: Date };
}

/** The link of which only a hash is kept: shown once, to be copied. */
export function OneTimeLink({ origin, link }: Props) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const hydrated = useHydrated();
  const url = `${origin}/set-password/${link.secret}`;
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <div className="stack-s">
      <label htmlFor={id} className="field-label">
        設定密碼連結（只顯示這一次，有效至 {formatRocInstant(new Date(link.expiresAt))}）
      </label>
      <div className="input-row">
        <input
          id={id}
          className="input"
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
          data-testid="one-time-link"
        />
        {hydrated && (
          <Button type="button" icon="link" onClick={copy}>
            {copied ? "已複製" : "複製"}
          </Button>
        )}
      </div>
      <Notice tone="warn" title="請當面或以電話確認本人後交付">
        連結等同鑰匙：請勿貼在群組或公告；對方設定密碼後即失效。再次產生連結時，先前未使用的立即作廢。
      </Notice>
    </div>
  );
}
