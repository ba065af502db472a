"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { ButtonContent, type ButtonVariant, buttonClass } from "@/components/ui/button";
import type { IconName } from "@/components/ui/icon";

type SubmitButtonProps = {
  children: ReactNode;
  variant?: ButtonVariant;
  icon?: IconName;
  name?: string;
  value?: string;
  pendingLabel?: string;
};

/** Sends the form around it and says so meanwhile. It stays focusable, so that a reader does not lose its place. */
export function SubmitButton({
  children,
  variant = "primary",
  icon,
  name,
  value,
  pendingLabel,
}: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={buttonClass({ variant })}
      aria-disabled={pending || undefined}
    >
      {pending && <span className="spinner" aria-hidden="true" />}
      <ButtonContent icon={pending ? undefined : icon}>
        {pending ? (pendingLabel ?? "處理中…") : children}
      </ButtonContent>
    </button>
  );
}
