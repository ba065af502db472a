import net from "node:net";
import { codeOf } from "./outcome";

/** Tries a port and leaves it again; 0 lets the system choose. Gives back the port, or the code of the refusal. */
export function tryPort(port: number, host = "127.0.0.1"): Promise<number | string> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(codeOf(error) ?? "unknown"));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

export async function freePort(preferred?: number): Promise<number> {
  for (const candidate of [preferred ?? 0, 0]) {
    const found = await tryPort(candidate);
    if (typeof found === "number") return found;
  }
  throw new Error("no port is free on 127.0.0.1");
}
