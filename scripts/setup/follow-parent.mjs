/*
 * Loaded before the server by `node --import`: when the program that started it is killed, the channel between them
 * closes, and the server leaves too instead of keeping the port for ever.
 */
const GRACE = 3000;

process.on("disconnect", () => {
  setTimeout(() => process.exit(1), GRACE);
  process.kill(process.pid, "SIGTERM");
});
