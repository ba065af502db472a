import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RadioGroup } from "@/components/forms/radio-group";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { Link } from "@/components/ui/link";
import { ROLE_HINTS, ROLE_LABELS } from "@/lib/features/accounts/labels";
import { mayAccounts, rolesToGive } from "@/lib/features/accounts/policy";
import { chosenRole } from "@/lib/features/accounts/schema";
import { requireActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
import { PlacementFields } from "../placement-fields";
import { siteOrigin } from "../site-origin";
import { CreateAccountForm } from "./create-account-form";

export const metadata: Metadata = { title: "新增帳號" };

export default async function NewAccountPage({ searchParams }: PageProps<"/admin/accounts/new">) {
  const actor = await requireActor();
  if (!mayAccounts(actor, "account.create")) notFound();
  const roles = rolesToGive(actor);
  const role = chosenRole(await searchParams, roles);
  return (
    <div className="stack-l">
      <PageHeader
        title="新增帳號"
        breadcrumbs={[{ href: "/admin/accounts", label: "帳號" }, { label: "新增" }]}
        lead="一人一帳號（實名制）。建立後系統產生一次性連結，交給本人設定密碼。"
      />
      {role ? (
        <Card title={`角色：${ROLE_LABELS[role]}`} actions={<Link href="/admin/accounts/new">改選角色</Link>}>
          <CreateAccountForm
            origin={await siteOrigin()}
            placement={<PlacementFields actor={actor} role={role} />}
          />
        </Card>
      ) : (
        <RoleChoice roles={roles} />
      )}
    </div>
  );
}

/** The first step as a page of its own: the fields depend on the role, with or without JavaScript. */
function RoleChoice({ roles }: { roles: readonly Role[] }) {
  return (
    <Card title="先選擇角色">
      <form action="/admin/accounts/new" method="get" className="form" aria-label="選擇角色">
        <RadioGroup
          name="role"
          label="角色"
          required
          options={roles.map((role) => ({
            value: role,
            label: ROLE_LABELS[role],
            hint: ROLE_HINTS[role],
          }))}
          defaultValue={roles[0]}
        />
        <div className="form-actions">
          <SubmitButton>下一步</SubmitButton>
        </div>
      </form>
    </Card>
  );
}
