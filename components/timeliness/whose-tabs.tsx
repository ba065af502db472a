import { LinkTabs } from "@/components/layout/link-tabs";
import { Notice } from "@/components/ui/notice";

type WhoseTabsProps = {
  /** Whether the person was found among the unit's staff. */
  known: boolean;
  whose: "own" | "unit";
  hrefFor: (whose: "own" | "unit") => string;
};

/** A case manager's choice between the own cases and the whole unit's. */
export function WhoseTabs({ known, whose, hrefFor }: WhoseTabsProps) {
  if (!known) {
    return (
      <Notice tone="info">
        您的帳號尚未對應到本單位的人員資料，以下顯示本單位全部個案；請洽單位主管確認人員資料的姓名或統一編號。
      </Notice>
    );
  }
  return (
    <LinkTabs
      label="個案範圍"
      items={[
        { href: hrefFor("own"), label: "我的個案", current: whose === "own" },
        { href: hrefFor("unit"), label: "本單位全部", current: whose === "unit" },
      ]}
    />
  );
}
