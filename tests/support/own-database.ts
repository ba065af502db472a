import { testDatabase } from "./database";

/** Runs before every file of the projects that use the database: modules under test find it in the environment. */
await testDatabase();
