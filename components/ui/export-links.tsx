import { Icon } from "./icon";

type ExportLinksProps = { links: readonly { href: string; label: string; note?: string }[]; label?: string };

/** The filtered list as files. Plain links: a file is not a page of the client router. */
export function ExportLinks({ links, label = "匯出" }: ExportLinksProps) {
  return (
    <span className="export-links no-print">
      <Icon name="download" size={16} />
      <span>{label}</span>
      {links.map(({ href, label: text, note }) => (
        <a key={href} href={href}>
          {text}
          {note && <span className="muted small"> {note}</span>}
        </a>
      ))}
    </span>
  );
}
