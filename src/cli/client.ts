/** Asks a running Firebreak over HTTP; a server that is not there is an outage with the way out. */
import type { Refusal } from "../base/refusal.ts";
import { Outage } from "../store/outage.ts";

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The address: asked for, from the environment, or where `firebreak start` listens by default. */
export function serverOf(asked: string | boolean | undefined, env: NodeJS.ProcessEnv): string {
  if (typeof asked === "string") return asked.replace(/\/+$/, "");
  return `http://127.0.0.1:${env["FIREBREAK_PORT"] || "8080"}`;
}

export async function ask(server: string, path: string, body?: Uint8Array, type = "application/json"): Promise<HttpAnswer> {
  const response = await reach(server, path, body === undefined ? {} : { method: "POST", headers: { "content-type": type }, body: Buffer.from(body) });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) as unknown };
  } catch {
    throw new Outage("not-firebreak", `What answers at ${server} is not Firebreak.`, "Name its address with --server.");
  }
}

async function reach(server: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, `${server}/`), init);
  } catch (error) {
    throw new Outage("server-unreachable", `No Firebreak answers at ${server}.`, "Start it with npm start, or name its address with --server.", error);
  }
}

/** A file from the server, or its refusal to give it. */
export async function download(server: string, path: string): Promise<Uint8Array | Refusal> {
  const response = await reach(server, path, {});
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  return refusalIn({ status: response.status, body: await response.json() })!;
}

/** The refusal in an answer; an outage of the server is thrown on as one. */
export function refusalIn({ status, body }: HttpAnswer): Refusal | null {
  if (status < 400) return null;
  const fields = body as { refusal?: Refusal; code?: string; message?: string; fix?: string };
  if (fields.refusal !== undefined) return fields.refusal;
  throw new Outage(fields.code ?? "server-failed", fields.message ?? `The server answered ${status}.`, fields.fix ?? "Look into its log.");
}
