/**
 * One HTTP request to a machine outside, bounded in time, its answer as what a channel can say: taken, refused
 * for good, or perhaps later. Follows no redirects: an alarm goes where it was configured to go.
 */
import type { Sending } from "./channel.ts";

const TIMEOUT_MS = 10_000;

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | string;
}

/** Too many requests, and the server's own trouble, may pass; every other “no” is final. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

export async function post({ url, headers, body }: Posting): Promise<Sending & { readonly status?: number }> {
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    return { result: "failed", note: cause?.code ?? cause?.message ?? message, mayPass: true };
  }
  await response.body?.cancel();
  if (response.ok) return { result: "accepted", status: response.status };
  return { result: "failed", note: `HTTP ${response.status}`, mayPass: mayPass(response.status), status: response.status };
}
