"use client";

import { createContext, useContext } from "react";

type FormMemory = {
  formId: string;
  /** What was typed before a refusal; absent before the first answer and after success. */
  values?: Record<string, string>;
  fieldErrors: Record<string, string[]>;
};

/** Null outside ActionForm: the same fields serve plain GET forms. */
export const FormMemoryContext = createContext<FormMemory | null>(null);

export function useFormMemory(): FormMemory | null {
  return useContext(FormMemoryContext);
}

/** The id under which the summary links to a field. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}
