// A spreadsheet runs a CSV cell that begins with one of these as a formula (OWASP: CSV injection).
// An apostrophe before it makes it a text; texts that already look guarded get one more, so that reading undoes it exactly.

const DANGEROUS = /^'*[=+\-@\t\r]/;

/** Whether a spreadsheet would take the text as a formula. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}

/** Puts an apostrophe before a text that a spreadsheet would run. */
export function guardFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** Undoes `guardFormula`. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && DANGEROUS.test(text.slice(1)) ? text.slice(1) : text;
}
