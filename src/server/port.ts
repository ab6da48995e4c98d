/** Whether a port can be had, asked before anything is started that would have to be stopped again. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { codeOf, Outage } from "../store/outage.ts";

/** Throws an outage with the way out when nobody may listen there. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  await probe(host, port);
}

/** A port nobody listens on at this moment. */
export function freePort(host: string): Promise<number> {
  return probe(host, 0);
}

async function probe(host: string, port: number): Promise<number> {
  const listener = createServer();
  try {
    listener.listen({ host, port, exclusive: true });
    await once(listener, "listening");
    return (listener.address() as AddressInfo).port;
  } catch (error) {
    throw await portOutage(host, port, error);
  } finally {
    if (listener.listening) {
      listener.close();
      await once(listener, "close");
    }
  }
}

export async function portOutage(host: string, port: number, error: unknown): Promise<Outage> {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return (await isFirebreak(host, port))
        ? new Outage("already-running", `Firebreak already runs at http://${shown(host)}:${port}.`, `Open that address, or start a second one with --port ${port + 1} --data OTHER_FOLDER.`, error)
        : new Outage("port-in-use", `Port ${port} is in use by another program.`, `Choose another one: npm start -- --port ${port + 1}`, error);
    case "EACCES":
      return new Outage("port-forbidden", `You may not listen on port ${port}.`, "Choose one from 1024 on: npm start -- --port 8080", error);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Outage("no-such-host", `This machine has no address “${host}” to listen on.`, "Leave --host out, or name an address of this machine.", error);
    default:
      return new Outage("cannot-listen", `The server cannot listen on ${shown(host)}:${port} (${codeOf(error)}).`, "Choose another port with --port.", error);
  }
}

const shown = (host: string): string => (host.includes(":") ? `[${host}]` : host);

async function isFirebreak(host: string, port: number): Promise<boolean> {
  try {
    const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
    const response = await fetch(`http://${shown(reached)}:${port}/api/health`, { signal: AbortSignal.timeout(1000) });
    return ((await response.json()) as { ok?: unknown }).ok === true;
  } catch {
    return false;
  }
}
