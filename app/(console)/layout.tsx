import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { AppShell } from "@/components/layout/app-shell";
import { signOut } from "@/lib/features/accounts/actions";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { ownPlace } from "@/lib/features/accounts/queries";
import { requireActor } from "@/lib/platform/session";
import { navigationOf } from "./navigation";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const place = await ownPlace(actor);
  const theme = (await cookies()).get("theme")?.value;
  const role = actor.role === "system" ? "系統" : ROLE_LABELS[actor.role];
  return (
    <AppShell
      city={place.bureauName}
      nav={navigationOf(actor)}
      user={{ name: actor.name, detail: place.unitName ? `${place.unitName} ${role}` : role }}
      userLinks={[{ href: "/account", label: "我的帳號" }]}
      signOut={
        <ActionForm action={signOut} submitLabel="登出" submitVariant="quiet" label="登出">
          {null}
        </ActionForm>
      }
      search={{ action: "/search", label: "搜尋", placeholder: "單位、個案、人員" }}
      theme={theme === "light" || theme === "dark" ? theme : "system"}
      footer={<p>長照塔臺｜資料由各主管機關與特約單位登載；法規計算結果均附依據，仍以主管機關認定為準。</p>}
    >
      {children}
    </AppShell>
  );
}
