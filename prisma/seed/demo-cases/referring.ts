import type { DocumentKind } from "@/lib/features/cases/documents-kept/labels";
import { addDocument } from "@/lib/features/cases/documents-kept/service";
import { raiseExhaustion } from "@/lib/features/dispatch/exhaustions/raising/service";
import { endDispatch, withdrawDispatch } from "@/lib/features/dispatch/providers/ending/service";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import {
  acceptReferral,
  declineReferral,
  recordFirstService,
} from "@/lib/features/dispatch/referrals/answering/service";
import { recordAnswerFor } from "@/lib/features/dispatch/referrals/telling/service";
import { readAs } from "@/lib/platform/db";
import { addDays } from "@/lib/rules/plain-date";
import type { AnswerChannel, Service } from "@/prisma/generated/enums";
import { type DemoDay, done } from "./days";
import type { Journey } from "./journey";

// Dispatches to B units in the demo, and their answers.

/** By turn, to the unit that the family named (with its consent), or by hand with a reason. */
export type To =
  | { basis: "rotation" }
  | { basis: "client_choice"; unit: string }
  | { basis: "deviation"; unit: string; reason: string };

/** A referral as it was sent. `version` is that of the row, for the next form. */
export interface Sent {
  id: string;
  unit: string;
  service: Service;
  version: number;
}

const keeper = (of: Journey) => of.actors.ofUnit(of.carrier, "a_unit_manager");
const provider = (of: Journey, { unit }: Sent) => of.actors.ofUnit(unit, "b_unit_staff");

export async function refer(of: Journey, service: Service, to: To, at: DemoDay): Promise<Sent> {
  const { actors, caseId } = of;
  const { id: planId } = await readAs(actors.supervisor, (tx) =>
    tx.carePlan.findFirstOrThrow({ where: { caseId, status: "approved" }, select: { id: true } }),
  );
  const consentId = to.basis === "client_choice" ? await addFile(of, "consent", at) : null;
  const sent = await dispatchToProvider(
    keeper(of),
    {
      ...{ caseId, planId, service, basis: to.basis, consentId, expectedUnitId: null },
      unitId: to.basis === "rotation" ? null : actors.unitId(to.unit),
      reason: to.basis === "deviation" ? to.reason : null,
    },
    at,
  );
  const { id, unitId } = done(sent, `${service} of ${of.name}`);
  return { id, unit: actors.codeOf(unitId), service, version: 1 };
}

export async function accept(of: Journey, sent: Sent, at: DemoDay): Promise<void> {
  const answer = { id: sent.id, version: sent.version, plannedStartOn: addDays(at.day, 2) };
  done(await acceptReferral(provider(of, sent), answer, at), `the answer on ${of.name}`);
  sent.version += 1;
}

export async function decline(of: Journey, sent: Sent, at: DemoDay): Promise<void> {
  const answer = { id: sent.id, version: sent.version, reason: "照服員人力不足" };
  done(await declineReferral(provider(of, sent), answer, at), `the answer on ${of.name}`);
  sent.version += 1;
}

/** What a B unit without an account said, as its A unit heard it. */
export async function acceptTold(
  of: Journey,
  sent: Sent,
  toldHow: AnswerChannel,
  at: DemoDay,
): Promise<void> {
  const told = { toldBy: "示範·該單位督導員", toldHow, toldOn: at.day, answer: "accepted" as const };
  const answer = { ...told, plannedStartOn: addDays(at.day, 2), reason: "" };
  const recorded = await recordAnswerFor(keeper(of), { id: sent.id, version: sent.version, ...answer }, at);
  done(recorded, `the answer on ${of.name}`);
  sent.version += 1;
}

/** Lays a service before the centre that nobody in the order can take; returns the entry's id. */
export async function raise(of: Journey, sent: Sent, at: DemoDay): Promise<string> {
  const { actors, caseId } = of;
  const { id: planId } = await readAs(actors.supervisor, (tx) =>
    tx.carePlan.findFirstOrThrow({ where: { caseId, status: "approved" }, select: { id: true } }),
  );
  const raised = await raiseExhaustion(keeper(of), { caseId, planId, service: sent.service }, at);
  return done(raised, `the exhausted order of ${of.name}`).id;
}

export async function begin(of: Journey, sent: Sent, at: DemoDay): Promise<void> {
  const first = { id: sent.id, version: sent.version, firstServiceOn: at.day };
  done(await recordFirstService(provider(of, sent), first, at), `the first service of ${of.name}`);
  sent.version += 1;
}

/** Taken back before the B unit answered. */
export async function takeAway(of: Journey, sent: Sent, at: DemoDay): Promise<void> {
  const why = { id: sent.id, version: sent.version, reason: "示範：案家改約時段" };
  done(await withdrawDispatch(keeper(of), why, at), `withdrawing ${of.name}`);
}

export async function end(of: Journey, sent: Sent, at: DemoDay): Promise<void> {
  const why = { id: sent.id, version: sent.version, endedOn: at.day, reason: "示範：案家更換服務單位" };
  done(await endDispatch(keeper(of), why, at), `ending ${of.name}`);
}

const FILE_NAMES: Record<DocumentKind, string> = {
  consent: "示範同意書.pdf",
  contact: "示範聯繫紀錄.pdf",
  other: "示範附件.pdf",
};

/** A page without a person's data; returns the document's id. */
export async function addFile(of: Journey, kind: DocumentKind, at: DemoDay): Promise<string> {
  const file = new File([BLANK_PAGE], FILE_NAMES[kind], { type: "application/pdf" });
  done(await addDocument(keeper(of), { id: of.caseId, kind, file }, at), `a document of ${of.name}`);
  const row = await readAs(of.actors.supervisor, (tx) =>
    tx.document.findFirstOrThrow({
      where: { caseId: of.caseId, kind },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true },
    }),
  );
  return row.id;
}

/** The smallest PDF that readers open: one empty page. */
const BLANK_PAGE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
