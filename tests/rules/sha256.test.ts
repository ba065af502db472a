import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex, utf8Bytes } from "../../lib/rules/sha256";

const nodeHash = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

test("the hash of the standard's own example is right", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("the hash agrees with Node's for any text, lone surrogates included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256Hex(text)).toBe(nodeHash(text));
    }),
  );
  expect(sha256Hex("a\ud800b")).toBe(nodeHash("a\ud800b"));
});

test("the hash agrees with Node's at every length around a block's end", () => {
  for (let length = 0; length <= 200; length++) {
    const text = "塔".repeat(length % 7) + "x".repeat(length);
    expect(sha256Hex(text)).toBe(nodeHash(text));
  }
});

test("texts are encoded as TextEncoder encodes them", () => {
  const text = "個案 C0001 😀 é";
  expect(utf8Bytes(text)).toEqual([...new TextEncoder().encode(text)]);
});
