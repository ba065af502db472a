import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";
import { Link } from "./link";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";
type Look = { variant?: ButtonVariant; size?: "m" | "s"; icon?: IconName };

export function buttonClass({ variant = "secondary", size = "m" }: Look, extra?: string): string {
  return classNames("button", `button-${variant}`, size === "s" && "button-s", extra);
}

export function ButtonContent({ icon, children }: { icon?: IconName; children?: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </>
  );
}

export function Button({
  variant,
  size,
  icon,
  className,
  children,
  type = "submit",
  ...rest
}: Look & ComponentProps<"button">) {
  return (
    <button type={type} className={buttonClass({ variant, size }, className)} {...rest}>
      <ButtonContent icon={icon}>{children}</ButtonContent>
    </button>
  );
}

type LinkButtonProps = Look & Omit<ComponentProps<"a">, "href"> & { href: string };

/** A link that looks like a button. Downloads leave the client router alone: they are not pages. */
export function LinkButton({
  variant,
  size,
  icon,
  className,
  children,
  href,
  download,
  ...rest
}: LinkButtonProps) {
  const classes = buttonClass({ variant, size }, className);
  const content = <ButtonContent icon={icon}>{children}</ButtonContent>;
  if (download !== undefined && download !== false) {
    return (
      <a href={href} download={download} className={classes} {...rest}>
        {content}
      </a>
    );
  }
  return (
    <Link href={href} className={classes} {...rest}>
      {content}
    </Link>
  );
}
