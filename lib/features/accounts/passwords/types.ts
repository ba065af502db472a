/** What a one-time link is good for, as its page shows it. */
export type LinkState =
  | { state: "open"; name: string; login: string; expiresAt: Date; isFirst: boolean }
  | { state: "unknown" | "used" | "expired" };

/** A link just made; the secret is shown once and kept nowhere. */
export interface NewLink {
  secret: string;
  expiresAt: Date;
}
