"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayContract } from "./policy";
import { recordRenewalNotice, recordRenewalReply } from "./renewal/service";
import {
  closeContractSchema,
  correctContractSchema,
  createContractSchema,
  renewalNoticeSchema,
  renewalReplySchema,
} from "./schema";
import { type ContractRef, closeContract, correctContract, createContract } from "./service";

const pagesOf = ({ id, unitId }: ContractRef) => [
  "/contracts",
  "/today",
  `/units/${unitId}/contracts`,
  `/units/${unitId}/contracts/${id}`,
];

export const createContractAction = defineAction({
  name: "contract.create",
  permit: (actor) => mayContract(actor, "contract.create"),
  schema: createContractSchema,
  run: (actor, input) => createContract(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/contracts/${id}?done=created`,
});

export const correctContractAction = defineAction({
  name: "contract.correct",
  permit: (actor) => mayContract(actor, "contract.correct"),
  schema: correctContractSchema,
  run: (actor, input) => correctContract(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/contracts/${id}?done=corrected`,
});

export const recordRenewalNoticeAction = defineAction({
  name: "contract.renewal_notice",
  permit: (actor) => mayContract(actor, "contract.record_renewal"),
  schema: renewalNoticeSchema,
  run: (actor, input) => recordRenewalNotice(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId, late }) =>
    `/units/${unitId}/contracts/${id}?done=${late ? "noticed_late" : "noticed"}`,
});

export const recordRenewalReplyAction = defineAction({
  name: "contract.renewal_reply",
  permit: (actor) => mayContract(actor, "contract.record_renewal"),
  schema: renewalReplySchema,
  run: (actor, input) => recordRenewalReply(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/contracts/${id}?done=replied`,
});

export const closeContractAction = defineAction({
  name: "contract.close",
  permit: (actor) => mayContract(actor, "contract.close"),
  schema: closeContractSchema,
  run: (actor, input) => closeContract(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/contracts/${id}?done=closed`,
});
