/**
 * The form in which texts are compared and searched: full-width forms narrowed (NFKC), lower case,
 * 台 read as 臺, no white space. `臺中市 好伴` and `台中市好伴` fold alike.
 */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("台", "臺").replace(/\s+/gu, "");
}
