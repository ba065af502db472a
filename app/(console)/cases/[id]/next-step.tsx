import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { FullFile } from "@/lib/features/cases/file/types";
import { mayCase } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import type { CaseStatus } from "@/prisma/generated/enums";

interface Step {
  title: string;
  words: string;
  action?: { href: string; label: string };
}

/** What the case waits for, with the action at hand for those whose work it is. */
export function NextStep({ actor, file }: { actor: Actor; file: FullFile }) {
  const step = stepOf(actor, file.standing.status, file.standing.id);
  if (!step) return null;
  return (
    <Notice
      tone="info"
      title={step.title}
      actions={
        step.action && (
          <LinkButton href={step.action.href} variant="primary">
            {step.action.label}
          </LinkButton>
        )
      }
    >
      {step.words}
    </Notice>
  );
}

function stepOf(actor: Actor, status: CaseStatus, id: string): Step | null {
  const centre = mayCase(actor, "case.assess");
  const steps: Partial<Record<CaseStatus, Step>> = {
    applied: {
      title: "待評估",
      words: "照顧管理專員評估照顧問題與需要等級。",
      action: centre ? { href: `/cases/${id}/assessments/new`, label: "登錄評估" } : undefined,
    },
    assessed: {
      title: "待派 A 單位",
      words: "依案家選擇、自行開發或延續服務，否則依行政區輪派。",
      action: centre ? { href: `/dispatch/centre?case=${id}`, label: "派案" } : undefined,
    },
    dispatched: {
      title: "待 A 單位分派個案管理員",
      words: "只能分派給案量未達上限的個案管理員。",
      action: actor.unitId ? { href: `/dispatch/managers?case=${id}`, label: "分派個管" } : undefined,
    },
    assigned: {
      title: "待擬訂照顧計畫",
      words: "家訪後擬訂計畫送照顧管理專員核定；時效自派案起算。",
      action: actor.unitId ? { href: `/cases/${id}/plan`, label: "擬訂計畫" } : undefined,
    },
    not_eligible: {
      title: "不符長照給付資格",
      words: "未達第 2 級；請提供 C 級巷弄長照站資訊。身心狀況改變時可重新受理。",
    },
  };
  return steps[status] ?? null;
}
