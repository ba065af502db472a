"use client";

import { useState } from "react";
import { Icon } from "@/components/ui/icon";
import { useHydrated } from "@/components/ui/use-hydrated";
import { FieldFrame, type FieldProps, useField } from "./field";

/** A password, never filled in by the server. It can be looked at while it is typed. */
export function PasswordField(props: FieldProps & { minLength?: number; autoFocus?: boolean }) {
  const field = useField(props);
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame props={props} field={field}>
      <div className="input-row">
        <input
          className="input"
          {...field.control}
          type={shown ? "text" : "password"}
          minLength={props.minLength}
          spellCheck={false}
          autoCapitalize="none"
          {...{ autoFocus: props.autoFocus }}
        />
        {useHydrated() && (
          <button
            type="button"
            className="input-button"
            aria-pressed={shown}
            aria-label="顯示密碼"
            aria-controls={field.id}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? "eye-off" : "eye"} />
          </button>
        )}
      </div>
    </FieldFrame>
  );
}
