import path from "node:path";
import { defineConfig } from "vitest/config";

const database = {
  globalSetup: ["tests/support/prepare-databases.ts"],
  setupFiles: ["tests/support/own-database.ts"],
};

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    environment: "node",
    // A process a file: the application keeps its connections in module scope, and every file has its own database.
    pool: "forks",
    maxWorkers: 2,
    // Generous: a machine that is busy with other things must not fail a test that is right.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "architecture", include: ["tests/architecture.test.ts"] } },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}", "{lib,components,app,scripts}/**/*.test.{ts,tsx}"],
        },
      },
      { extends: true, test: { name: "rules", include: ["tests/rules/**/*.test.ts"] } },
      {
        extends: true,
        test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...database },
      },
      {
        extends: true,
        test: { name: "authorisation", include: ["tests/authorisation/**/*.test.ts"], ...database },
      },
    ],
  },
});
