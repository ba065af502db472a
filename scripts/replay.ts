import { openForReading } from "./replay/database";
import { replay } from "./replay/report";

const database = await openForReading();
if (database.ok) {
  try {
    process.exitCode = await replay(process.argv.slice(2), (line) => console.log(line));
  } finally {
    await database.data.close();
  }
} else {
  console.error(database.sentence);
  process.exitCode = 2;
}
