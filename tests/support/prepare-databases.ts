import { testServer } from "./database";

/** Once a run, before any worker: workers inherit the address through the environment. */
export default function prepareDatabases(): void {
  testServer();
}
