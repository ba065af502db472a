import { notFound } from "next/navigation";
import { CaseStatusTag } from "@/components/cases/case-status-tag";
import { CaseTabs } from "@/components/cases/case-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { caseFileOfRequest } from "@/lib/features/cases/file/service";
import type { CaseFileView } from "@/lib/features/cases/file/types";
import { levelLabel } from "@/lib/features/cases/labels";
import { mayCase } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import { requireActor } from "@/lib/platform/session";

/** The frame of every page of a case file. Whatever page is opened first opens the file, and that is written down. */
export default async function CaseLayout({ params, children }: LayoutProps<"/cases/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  const opened = await caseFileOfRequest(actor, id);
  if (!opened.ok) notFound();
  const file = opened.data;
  const { number, name } = file.view === "full" ? { ...file.standing, ...file.person } : file;
  const list =
    file.view === "full" ? { href: "/cases", label: "個案" } : { href: "/dispatch/referrals", label: "照會" };
  return (
    <div className="stack">
      <PageHeader title={name} breadcrumbs={[list, { label: number }]} meta={<Facts file={file} />} />
      {file.view === "full" && <CaseTabs items={tabsOf(actor, id)} />}
      {children}
    </div>
  );
}

function Facts({ file }: { file: CaseFileView }) {
  if (file.view === "limited") {
    return (
      <>
        <Badge title="案號">{file.number}</Badge>
        <span>{file.district.name}</span>
        <span>{levelLabel(file.needLevel)}</span>
      </>
    );
  }
  const { number, status, needLevel, district, aUnit, manager } = file.standing;
  return (
    <>
      <Badge title="案號">{number}</Badge>
      <CaseStatusTag status={status} />
      <span>需要等級 {levelLabel(needLevel)}</span>
      <span>{district.name}</span>
      {aUnit && <span>{aUnit.name}</span>}
      {manager && <span>個管 {manager.name}</span>}
    </>
  );
}

function tabsOf(actor: Actor, id: string): { href: string; label: string }[] {
  return [
    { href: `/cases/${id}`, label: "總覽" },
    { href: `/cases/${id}/assessments`, label: "評估" },
    { href: `/cases/${id}/plan`, label: "計畫" },
    { href: `/cases/${id}/dispatch`, label: "派案" },
    { href: `/cases/${id}/monitoring`, label: "照顧管理" },
    { href: `/cases/${id}/clocks`, label: "時效" },
    { href: `/cases/${id}/documents`, label: "文件" },
    ...(mayCase(actor, "case.read_openings") ? [{ href: `/cases/${id}/access`, label: "開啟紀錄" }] : []),
  ];
}
