import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";

/** The frame of pages that need no account. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  return (
    <AppShell
      city="長照派案資訊公開"
      homeHref="/published"
      nav={[]}
      user={null}
      theme={theme === "light" || theme === "dark" ? theme : "system"}
      footer={<p>長照塔臺｜派案原則、輪派順序及派案件數由各 A 單位提交月報時公開，不含個人資料。</p>}
    >
      {children}
    </AppShell>
  );
}
