import { prepareTestServer } from "./template";

/** Prepares the test databases and prints where they are; everything else it has to say goes to stderr. */
const prepared = await prepareTestServer((line) => console.error(line));
if (prepared.ok) console.log(JSON.stringify(prepared.data));
else console.error(prepared.sentence);
// The application's own connections, opened while the reference data was loaded, must not hold us up.
process.exit(prepared.ok ? 0 : 1);
