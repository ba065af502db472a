import NextLink from "next/link";
import type { ComponentProps } from "react";

type LinkProps = Omit<ComponentProps<"a">, "href"> & { href: string };

/**
 * A link inside the product. Nothing is fetched ahead: a table of fifty rows would otherwise ask the
 * server for fifty pages, and opening a person's file is an entry in the audit log.
 */
export function Link({ href, ...rest }: LinkProps) {
  return <NextLink href={href} prefetch={false} {...rest} />;
}
