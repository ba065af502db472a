/*
 * Read by whatever Node is installed, however old: no syntax here that Node 12 does not know,
 * or an old Node would answer with a syntax error instead of the sentence below.
 */
export function requireNode() {
  const parts = process.versions.node.split(".").map(Number);
  const enough = parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19);
  if (!enough) {
    console.error(
      "需要 Node.js 20.19 以上,目前是 " +
        process.versions.node +
        ",請先更新 Node.js (Node.js 20.19 or newer is needed: update it, https://nodejs.org)",
    );
  }
  return enough;
}
