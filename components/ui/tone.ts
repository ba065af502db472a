/** What a state means to the reader. Every tone has its own shape (see status-tag), so colour is never alone. */
export type Tone = "neutral" | "info" | "good" | "warn" | "bad";

export const toneClass: Record<Tone, string> = {
  neutral: "tone-neutral",
  info: "tone-info",
  good: "tone-good",
  warn: "tone-warn",
  bad: "tone-bad",
};
