"use server";

import { defineAction } from "@/lib/platform/define-action";
import { revealNationalId } from "./file/service";
import { mayStaff } from "./policy";
import {
  addStaffSchema,
  changeStaffSchema,
  endStaffSchema,
  registerStaffSchema,
  revealNationalIdSchema,
} from "./schema";
import { addStaff, changeStaff, endStaff, registerStaff, type StaffRef } from "./service";

const pagesOf = ({ id, unitId }: StaffRef) => [
  "/staff",
  "/today",
  `/units/${unitId}/staff`,
  `/units/${unitId}/staff/${id}`,
];

export const addStaffAction = defineAction({
  name: "staff.add",
  permit: (actor) => mayStaff(actor, "staff.keep"),
  schema: addStaffSchema,
  run: (actor, input) => addStaff(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/staff/${id}?done=added`,
});

export const registerStaffAction = defineAction({
  name: "staff.register",
  permit: (actor) => mayStaff(actor, "staff.keep"),
  schema: registerStaffSchema,
  run: (actor, input) => registerStaff(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId, late }) =>
    `/units/${unitId}/staff/${id}?done=${late ? "registered_late" : "registered"}`,
});

export const changeStaffAction = defineAction({
  name: "staff.change",
  permit: (actor) => mayStaff(actor, "staff.keep"),
  schema: changeStaffSchema,
  run: (actor, input) => changeStaff(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/staff/${id}?done=changed`,
});

export const endStaffAction = defineAction({
  name: "staff.end",
  permit: (actor) => mayStaff(actor, "staff.keep"),
  schema: endStaffSchema,
  run: (actor, input) => endStaff(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, unitId }) => `/units/${unitId}/staff/${id}?done=ended`,
});

export const revealNationalIdAction = defineAction({
  name: "staff.open_national_id",
  permit: (actor) => mayStaff(actor, "staff.open_national_id"),
  schema: revealNationalIdSchema,
  run: (actor, input) => revealNationalId(actor, input),
});
