/** Line patterns, denser with each step, so that shades stay apart in grey, in print and for colour-blind readers. */
const hatches: { step: number; size: number; path: string }[] = [
  { step: 2, size: 11, path: "M5.5 5.5h.01" },
  { step: 3, size: 9, path: "M-1 10L10 -1" },
  { step: 4, size: 5, path: "M-1 6L6 -1" },
  { step: 5, size: 7, path: "M-1 8L8 -1M-1 -1L8 8" },
];

export function MapPatterns({ id }: { id: string }) {
  return (
    <defs>
      {hatches.map(({ step, size, path }) => (
        <pattern
          key={step}
          id={`${id}-step-${step}`}
          width={size}
          height={size}
          patternUnits="userSpaceOnUse"
        >
          <path d={path} className={`map-hatch map-hatch-${step}`} />
        </pattern>
      ))}
      <pattern id={`${id}-none`} width={6} height={6} patternUnits="userSpaceOnUse">
        <path d="M0 3h6" className="map-hatch-none" />
      </pattern>
    </defs>
  );
}

/** The reference to the pattern of a step; the lightest step has none. */
export function patternFill(id: string, step: number | null): string {
  if (step === null) return `url(#${id}-none)`;
  return step === 1 ? "none" : `url(#${id}-step-${step})`;
}
