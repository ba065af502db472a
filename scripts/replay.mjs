import { requireNode } from "./setup/require-node.mjs";

// npm run replay -- UNIT MONTH. The rest is loaded only by a Node that can read it.
if (requireNode()) import("./setup/bootstrap.mjs").then((bootstrap) => bootstrap.run("scripts/replay.ts"));
else process.exitCode = 1;
