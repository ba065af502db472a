/** A browser in which the account is signed in now. */
export interface OpenSession {
  id: string;
  startedAt: Date;
  lastSeenAt: Date;
  isPresent: boolean;
}
