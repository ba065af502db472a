const WHOLE = new Intl.NumberFormat("zh-TW");

/** Whole NT$, with separators. */
export function money(amount: number): string {
  return `${WHOLE.format(amount)} 元`;
}
