"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import type { Autosave } from "./autosave";

const WORDS: Record<Autosave["link"], string> = {
  saved: "已全部儲存",
  saving: "儲存中…",
  waiting: "等候儲存…",
  offline: "目前沒有連線",
  signed_out: "登入已逾時",
  closed: "查核表已不接受填答",
};

/** How it stands with the server, always in sight while the form is filled in. */
export function LinkLine({ autosave, photos }: { autosave: Autosave; photos: number }) {
  const { link, message, waiting, isKept } = autosave;
  const isBad = link === "closed" || !isKept;
  const isLate = link === "offline" || link === "signed_out";
  const tone = isBad ? "bad" : isLate ? "warn" : "good";
  const left = [waiting > 0 && `${waiting} 項填答`, photos > 0 && `${photos} 張照片`]
    .filter(Boolean)
    .join("、");
  return (
    <div className={`visit-link tone-${tone} no-print`}>
      <Icon name={tone} size={16} />
      <p role="status" className="visit-link-words">
        <strong>{WORDS[link]}</strong>
        {left && link !== "saving" && link !== "waiting" && (
          <span>
            ；{left}
            {link === "saved" ? "待確認" : isKept ? "保存在這台裝置，恢復後自動送出" : "未能保存"}
          </span>
        )}
        {message && <span>；{message}</span>}
        {!isKept && <span>；這台裝置無法暫存，請勿關閉本頁。</span>}
      </p>
      {link === "offline" && (
        <Button size="s" type="button" onClick={autosave.sendNow}>
          立即重試
        </Button>
      )}
      {link === "signed_out" && (
        <Link href="/sign-in" target="_blank">
          重新登入
        </Link>
      )}
    </div>
  );
}
