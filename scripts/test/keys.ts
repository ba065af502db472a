/** Keys of the tests: fixed, so that a failure can be seen again, and worth nothing. */
export const TEST_KEYS = {
  NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
  DATA_KEY: Buffer.alloc(32, 1).toString("base64"),
  INDEX_KEY: Buffer.alloc(32, 2).toString("base64"),
  DEMO_PASSWORD: "Demo-for-tests-1",
};
