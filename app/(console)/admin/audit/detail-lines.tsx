import type { DetailLine } from "@/lib/features/audit/detail/labels";

/** What an entry says, in lines; a change shows what was there before it. */
export function DetailLines({ lines }: { lines: readonly DetailLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="small">
      {lines.map((line) => (
        <li key={`${line.label}-${line.kind}`}>
          <span className="muted">{line.label}：</span>
          {line.kind === "value" ? (
            line.value
          ) : (
            <>
              <del>{line.before}</del> <span aria-hidden="true">→</span>
              <span className="visually-hidden">改為</span> <ins>{line.after}</ins>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
