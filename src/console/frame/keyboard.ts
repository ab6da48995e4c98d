/**
 * One list of keys for the whole console. A page adds its own while it is on screen; keys typed into a field or
 * held with Ctrl, Alt or Meta are left to the browser. Two keys in a row (`g b`) work within one second.
 */
import { useEffect, useRef } from "react";

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const PAUSE_MS = 1000;

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/** The binding a key press means, given the key before it; `g` then `b` is `g b`. */
export function bindingOf(keys: Keys, before: string | null, key: string): string | null {
  if (before !== null && `${before} ${key}` in keys) return `${before} ${key}`;
  return key in keys ? key : null;
}

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
      const recent = before !== null && event.timeStamp - before.at < PAUSE_MS ? before.key : null;
      const binding = bindingOf(latest.current, recent, event.key);
      before = { key: event.key, at: event.timeStamp };
      if (binding === null) return;
      before = null;
      event.preventDefault();
      latest.current[binding]!(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
