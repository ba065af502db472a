import { requireNode } from "./setup/require-node.mjs";

// npm run redraw -- MONTH UNIT. The rest is loaded only by a Node that can read it.
if (requireNode()) import("./setup/bootstrap.mjs").then((bootstrap) => bootstrap.run("scripts/redraw.ts"));
else process.exitCode = 1;
