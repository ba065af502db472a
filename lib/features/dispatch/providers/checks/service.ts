import { serviceOfCode } from "@/lib/features/care-plans/labels";
import { lockCase } from "@/lib/features/cases/status/service";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { CaseFile } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import type { SendToProvider } from "../schema";

/** The case of the actor's own unit, locked and with a plan to carry out. */
export async function lockOwnCase(tx: Tx, actor: Actor, caseId: string): Promise<CaseFile> {
  const row = await lockCase(tx, actor, caseId);
  if (actor.unitId === null || row.aUnitId !== actor.unitId) {
    throw new Refusal(refuse("not_found", "找不到這個個案，或不在您的職務範圍內。"));
  }
  if (row.status === "assigned" || row.status === "in_service") return row;
  throw new Refusal(refuse("not_open", "個案目前不在服務中，不能派案。"));
}

/** Refuses (thrown) a plan that is not the approved one of the case, or that has not the service. */
export async function checkPlan(
  tx: Tx,
  row: CaseFile,
  input: Pick<SendToProvider, "planId" | "service">,
): Promise<void> {
  const plan = await tx.carePlan.findFirst({
    where: { id: input.planId, caseId: row.id, status: "approved" },
    include: { items: { select: { code: true } } },
  });
  if (!plan) {
    throw new Refusal(
      refuse("stale_plan", "這份計畫不是現行核定的計畫，可能已有新版；請重新開啟本頁後再派案。"),
    );
  }
  if (plan.items.some((item) => serviceOfCode(item.code) === input.service)) return;
  throw new Refusal(
    refuse("not_in_plan", `核定的計畫沒有${SERVICE_LABELS[input.service]}，不能派案。`, {
      service: "計畫內沒有這項服務。",
    }),
  );
}

/** Refuses (thrown) a service that is already with a unit. */
export async function refuseStanding(tx: Tx, row: CaseFile, service: Service): Promise<void> {
  const standing = await tx.dispatch.findFirst({
    where: { caseId: row.id, service, state: { in: ["waiting", "accepted"] } },
    include: { toUnit: { select: { name: true } } },
  });
  if (!standing) return;
  throw new Refusal(
    refuse(
      "already_dispatched",
      `${SERVICE_LABELS[service]}已於 ${formatRocDate(fromDbDate(standing.dispatchedOn))} 派給 ${standing.toUnit.name}，不能重複派案。`,
    ),
  );
}

/** Refuses (thrown) a client's choice without its consent among the case's documents. */
export async function checkConsent(tx: Tx, row: CaseFile, input: SendToProvider): Promise<void> {
  const consent = await tx.document.findFirst({
    where: { id: input.consentId ?? "", caseId: row.id, kind: "consent" },
  });
  if (consent) return;
  throw new Refusal(
    refuse("consent_missing", "案家指定單位須有個案選擇服務單位同意書。", {
      consentId: "找不到這份同意書；請先上傳到個案文件（種類選「同意書」）。",
    }),
  );
}
