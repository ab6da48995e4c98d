/**
 * One answer of the server, kept while the page shows it. The last good answer stays on screen while a newer
 * one is under way, and a late answer to an older question is thrown away.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Ms } from "../../base/time.ts";
import { getJson, type Failure } from "./http.ts";

export interface Resource<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  /** Our own clock when the value came; 0 before. */
  readonly receivedAt: Ms;
  /** True while asking, the first time or again. */
  readonly busy: boolean;
  readonly reload: () => void;
}

interface Held<T> {
  readonly path: string | null;
  readonly value?: T | undefined;
  readonly failure?: Failure | undefined;
  readonly receivedAt?: Ms;
  readonly busy: boolean;
}

/** Answers of this visit by path, so that going back shows at once what was there. */
const remembered = new Map<string, unknown>();
const REMEMBER_AT_MOST = 60;

export function useResource<T>(path: string | null): Resource<T> {
  const [held, setHeld] = useState<Held<T>>({ path: null, busy: false });
  const running = useRef<AbortController | null>(null);

  const ask = useCallback(() => {
    running.current?.abort();
    if (path === null) return;
    const mine = new AbortController();
    running.current = mine;
    setHeld((before) => {
      const value = before.path === path ? before.value : (remembered.get(path) as T | undefined);
      return { path, value, busy: true, ...(before.path === path && before.receivedAt !== undefined ? { receivedAt: before.receivedAt } : {}) };
    });
    getJson<T>(path, mine.signal).then(
      (answer) => {
        if (mine.signal.aborted) return;
        if (answer.ok) remember(path, answer.value);
        const receivedAt = Date.now();
        setHeld((before) =>
          answer.ok ? { path, value: answer.value, receivedAt, busy: false } : { ...before, path, failure: answer.failure, busy: false },
        );
      },
      () => undefined, // aborted: a newer question is under way
    );
  }, [path]);

  useEffect(() => {
    ask();
    return () => running.current?.abort();
  }, [ask]);

  const current = held.path === path;
  return {
    value: current ? held.value : path === null ? undefined : (remembered.get(path) as T | undefined),
    failure: current ? held.failure : undefined,
    receivedAt: (current ? held.receivedAt : undefined) ?? 0,
    busy: path !== null && (!current || held.busy),
    reload: ask,
  };
}

function remember(path: string, value: unknown): void {
  remembered.delete(path);
  remembered.set(path, value);
  if (remembered.size > REMEMBER_AT_MOST) remembered.delete(remembered.keys().next().value!);
}
