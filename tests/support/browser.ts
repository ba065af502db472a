import { test as base, type ConsoleMessage, expect } from "@playwright/test";

type Watching = {
  /** What a test provokes on purpose, such as the browser's line on an answer of 404. */
  expectedErrors: RegExp[];
  watchConsole: undefined;
};

/** Playwright's `test`, but an error in the browser's console, or one that nobody caught, fails it. */
export const test = base.extend<Watching>({
  expectedErrors: [[], { option: true }],
  watchConsole: [
    async ({ context, expectedErrors }, use) => {
      const errors: string[] = [];
      const note = (text: string) => {
        if (!expectedErrors.some((expected) => expected.test(text))) errors.push(text);
      };
      context.on("console", (message) => {
        if (message.type() === "error") note(wording(message));
      });
      context.on("weberror", (error) => note(`uncaught: ${error.error().message}`));
      await use(undefined);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

const wording = (message: ConsoleMessage) => `${message.text()} (${message.location().url})`;

export { expect };
