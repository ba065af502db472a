import { redraw } from "./redraw/report";
import { openForReading } from "./replay/database";

const database = await openForReading();
if (database.ok) {
  try {
    process.exitCode = await redraw(process.argv.slice(2), (line) => console.log(line));
  } finally {
    await database.data.close();
  }
} else {
  console.error(database.sentence);
  process.exitCode = 2;
}
