import { requireNode } from "./setup/require-node.mjs";

// The rest is loaded only by a Node that can read it.
if (requireNode()) import("./setup/bootstrap.mjs").then((bootstrap) => bootstrap.run("scripts/test/main.ts"));
else process.exitCode = 1;
