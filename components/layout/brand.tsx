import { Link } from "@/components/ui/link";

/** The mark: a tower whose cab looks out to both sides over the line of the land. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path className="brand-cab" d="M8 9.5h16l-2.6 6.5H10.6z" />
      <path className="brand-lines" d="M16 3v4M12.4 16l-1 10.5M19.6 16l1 10.5M3 27h26M13 21h6" />
      <path className="brand-beam" d="M2.5 8.2l3 1M29.5 8.2l-3 1M3 13.5l2.6-.6M29 13.5l-2.6-.6" />
    </svg>
  );
}

export function Brand({ product, detail, href }: { product: string; detail?: string; href: string }) {
  return (
    <Link href={href} className="brand">
      <BrandMark />
      <span className="brand-text">
        <span className="brand-name">{product}</span>
        {detail && <span className="brand-detail">{detail}</span>}
      </span>
    </Link>
  );
}
