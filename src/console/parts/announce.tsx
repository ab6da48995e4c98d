/**
 * The page's one live region. What changed by itself, or what an act led to, is said here for those who do not
 * see it; anything may call `announce`.
 */
import { useSyncExternalStore } from "react";

let current = "";
const listeners = new Set<() => void>();

export function announce(sentence: string): void {
  // The same sentence twice in a row is read again only when it differs: a trailing no-break space.
  current = sentence === current ? `${sentence}\u00a0` : sentence;
  for (const listener of listeners) listener();
}

export function LiveRegion() {
  const sentence = useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    () => current,
  );
  return (
    <div className="sr" role="status" aria-live="polite" data-testid="live-region">
      {sentence}
    </div>
  );
}
