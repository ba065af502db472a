"use client";

import { Button } from "@/components/ui/button";

/** Opens the browser's print dialog. Without JavaScript it is not shown; the browser's own menu prints as well. */
export function PrintButton({ label = "列印" }: { label?: string }) {
  return (
    <Button type="button" icon="print" className="needs-script no-print" onClick={() => window.print()}>
      {label}
    </Button>
  );
}
