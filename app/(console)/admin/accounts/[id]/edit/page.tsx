import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { changeAccountAction } from "@/lib/features/accounts/actions";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { mayAccounts, rolesToGive } from "@/lib/features/accounts/policy";
import { accountDetail } from "@/lib/features/accounts/queries";
import { chosenRole } from "@/lib/features/accounts/schema";
import { isId } from "@/lib/features/audit/schema";
import { requireActor } from "@/lib/platform/session";
import { PlacementFields } from "../../placement-fields";

export const metadata: Metadata = { title: "變更帳號" };

export default async function EditAccountPage({
  params,
  searchParams,
}: PageProps<"/admin/accounts/[id]/edit">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayAccounts(actor, "account.change") || !isId(id)) notFound();
  const account = await accountDetail(actor, id);
  if (!account?.mayManage || account.state === "closed") notFound();
  const roles = rolesToGive(actor);
  const role = chosenRole(await searchParams, roles) ?? account.role;
  const path = `/admin/accounts/${id}`;
  return (
    <div className="stack-l">
      <PageHeader
        title={`變更帳號：${account.name}`}
        breadcrumbs={[
          { href: "/admin/accounts", label: "帳號" },
          { href: path, label: account.name },
          { label: "變更" },
        ]}
        lead="儲存後，本人目前的登入立即失效，須重新登入。"
      />
      <Card title="角色">
        {/* A page of its own: what else is asked depends on the role, with or without JavaScript. */}
        <form action={`${path}/edit`} method="get" className="form" aria-label="改選角色">
          <SelectField
            name="role"
            label="角色"
            defaultValue={role}
            options={roles.map((value) => ({ value, label: ROLE_LABELS[value] }))}
            hint={
              role === account.role
                ? "改選角色後，下方會顯示該角色需要的資料。"
                : `原為「${ROLE_LABELS[account.role]}」；按下方「儲存變更」才會生效。`
            }
          />
          <div className="form-actions">
            <SubmitButton variant="secondary">改選</SubmitButton>
          </div>
        </form>
      </Card>
      <Card title={`資料（${ROLE_LABELS[role]}）`}>
        <ActionForm
          key={role}
          action={changeAccountAction}
          submitLabel="儲存變更"
          cancelHref={path}
          label="變更帳號"
        >
          <HiddenField name="id" value={id} />
          <HiddenField name="version" value={account.version} />
          <TextField
            name="name"
            label="姓名"
            required
            maxLength={50}
            width="m"
            defaultValue={account.name}
            autoComplete="off"
          />
          {account.maskedNationalId === null && (
            <TextField
              name="nationalId"
              label="國民身分證或居留證統一編號"
              maxLength={12}
              width="m"
              autoComplete="off"
              spellCheck={false}
              hint="尚未登錄，請補登；登錄後不能更改。"
            />
          )}
          <PlacementFields
            actor={actor}
            role={role}
            unitId={account.unitId}
            districtIds={account.districts.map((each) => each.id)}
          />
        </ActionForm>
      </Card>
    </div>
  );
}
