"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { signOut } from "@/lib/features/accounts/actions";

/** A form with one button; works without JavaScript. Signing out always ends on the sign-in page. */
export function SignOutForm() {
  const [, action] = useActionState(signOut, null);
  return (
    <form action={action}>
      <Button type="submit" variant="quiet" icon="exit">
        登出
      </Button>
    </form>
  );
}
