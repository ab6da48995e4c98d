/**
 * Talks to the server of our own origin and nothing else. Every answer is a value: what was asked for, or a
 * failure of one of three kinds, so that a page can say which it is and what to do.
 */
import type { Refusal } from "../../base/refusal.ts";

export type Failure =
  /** The server said no, with a reason. */
  | { readonly kind: "refused"; readonly status: number; readonly refusal: Refusal }
  /** The server is there but cannot answer. */
  | { readonly kind: "outage"; readonly status: number; readonly message: string }
  /** No server was reached. */
  | { readonly kind: "offline" };

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Path with its query; empty values are left out. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) search.set(name, value === true ? "1" : String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  return request<T>(path, { headers: { accept: "application/json" }, ...(signal === undefined ? {} : { signal }) });
}

export async function postJson<T>(path: string, body: unknown): Promise<Answer<T>> {
  return request<T>(path, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return { ok: false, failure: { kind: "offline" } };
  }
  const body = await bodyOf(response);
  if (response.ok && body !== undefined) return { ok: true, value: body as T };
  return { ok: false, failure: failureFrom(response.status, body) };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return undefined;
  }
}

/** Reads what came back with a status that is not a success; tolerant, since a proxy may have written it. */
export function failureFrom(status: number, body: unknown): Failure {
  const fields = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const refusal = (fields["refusal"] ?? fields) as Partial<Refusal>;
  if (typeof refusal.code === "string" && typeof refusal.message === "string" && status < 500) {
    return { kind: "refused", status, refusal: { ...refusal, kind: "refusal", code: refusal.code, message: refusal.message } };
  }
  const message = [fields["message"], fields["error"]].find((text) => typeof text === "string");
  return { kind: "outage", status, message: typeof message === "string" ? message : "" };
}
