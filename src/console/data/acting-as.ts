/**
 * The post the reader acts as, until sign-in exists: an organisation, a role and the reader's own sign. Kept in
 * this browser only, one for each city, and shown at all times.
 */
import { useCallback, useSyncExternalStore } from "react";
import type { Post } from "../api-types.ts";

export interface Acting extends Post {
  /** A staff number or initials, never a full name: it goes into the ledger. */
  readonly sign: string;
}

const PREFIX = "firebreak.acting.";
const listeners = new Set<() => void>();
const read = new Map<string, { text: string; acting: Acting | null }>();

function stored(city: string): Acting | null {
  const text = localStorage.getItem(PREFIX + city) ?? "";
  const before = read.get(city);
  if (before?.text === text) return before.acting;
  const acting = parseActing(text);
  read.set(city, { text, acting });
  return acting;
}

/** Null for anything that is not a whole post: storage is writable by anyone at this browser. */
export function parseActing(text: string): Acting | null {
  try {
    const value = JSON.parse(text) as Partial<Acting> | null;
    if (typeof value?.org !== "string" || typeof value.role !== "string" || value.org === "" || value.role === "") return null;
    return { org: value.org, role: value.role, sign: typeof value.sign === "string" ? value.sign : "" };
  } catch {
    return null;
  }
}

export function actAs(city: string, acting: Acting | null): void {
  if (acting === null) localStorage.removeItem(PREFIX + city);
  else localStorage.setItem(PREFIX + city, JSON.stringify(acting));
  for (const listener of listeners) listener();
}

export function useActing(city: string | undefined): Acting | null {
  const subscribe = useCallback((onChange: () => void) => {
    listeners.add(onChange);
    window.addEventListener("storage", onChange);
    return () => {
      listeners.delete(onChange);
      window.removeEventListener("storage", onChange);
    };
  }, []);
  return useSyncExternalStore(subscribe, () => (city === undefined ? null : stored(city)));
}
