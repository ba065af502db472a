import { SERVICE_LABELS, SERVICES } from "@/lib/features/registry/units/labels";
import type { Service } from "@/prisma/generated/enums";

/** Services in the officials' order; those that are no longer in the registry are said to be. */
export function ServiceNames({
  services,
  gone = [],
}: {
  services: readonly Service[];
  gone?: readonly Service[];
}) {
  const left = gone.filter((service) => !services.includes(service));
  if (services.length === 0 && left.length === 0) return "—";
  return (
    <>
      {inOrder(services)}
      {left.length > 0 && (
        <span className="muted">
          {services.length > 0 && "；"}已不在列：{inOrder(left)}
        </span>
      )}
    </>
  );
}

function inOrder(services: readonly Service[]): string {
  return SERVICES.filter((service) => services.includes(service))
    .map((service) => SERVICE_LABELS[service])
    .join("、");
}
