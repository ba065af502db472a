import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/test/browser-program";

const browser = findBrowser();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  // One server and one database for all: tests bring their own people and units rather than their own world.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  // Generous: a machine that is busy with other things must not fail a test that is right.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    baseURL: process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000",
    locale: "zh-TW",
    timezoneId: "Asia/Taipei",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: browser.executablePath,
      ignoreDefaultArgs: browser.ignoreDefaultArgs,
      env: { ...inherited(), ...browser.env },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } }, testIgnore: "**/*.phone.spec.ts" },
    {
      name: "phone",
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      testMatch: "**/*.phone.spec.ts",
    },
  ],
});

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
}
