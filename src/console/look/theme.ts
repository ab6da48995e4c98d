/**
 * Light, dark or as the system says; the choice is remembered. Sets one attribute on the document, colours do
 * the rest. Other tabs follow.
 */
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const REMEMBERED = "firebreak.theme";
const listeners = new Set<() => void>();

export function readTheme(): Theme {
  const stored = localStorage.getItem(REMEMBERED);
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(REMEMBERED);
  else localStorage.setItem(REMEMBERED, theme);
  applyTheme(theme);
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore((onChange) => {
    listeners.add(onChange);
    const fromOtherTab = (event: StorageEvent): void => {
      if (event.key === REMEMBERED) {
        applyTheme(readTheme());
        onChange();
      }
    };
    window.addEventListener("storage", fromOtherTab);
    return () => {
      listeners.delete(onChange);
      window.removeEventListener("storage", fromOtherTab);
    };
  }, readTheme);
}
