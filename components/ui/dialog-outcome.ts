"use client";

import { createContext, useContext } from "react";

/** What a form inside a dialog may tell the dialog around it. Null outside a dialog. */
export type DialogOutcome = { close: () => void; done: (message: string) => void };

export const DialogOutcomeContext = createContext<DialogOutcome | null>(null);

export function useDialogOutcome(): DialogOutcome | null {
  return useContext(DialogOutcomeContext);
}
