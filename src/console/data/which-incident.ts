/**
 * Which incident a page is about: the address says it, else the one last looked at, else the first live one,
 * else the first there is.
 */
import type { Incident } from "../api-types.ts";

const REMEMBERED = "firebreak.incident";

/** From `/incidents/:id/…` or `?incident=`. */
export function incidentInAddress(path: string, search: string): string | null {
  const inPath = /^\/incidents\/([^/]+)/.exec(path)?.[1];
  if (inPath !== undefined) return decodeURIComponent(inPath);
  return new URLSearchParams(search).get("incident");
}

export function whichIncident(address: string | null, remembered: string | null, incidents: readonly Incident[]): string | null {
  if (address !== null) return address;
  if (remembered !== null && incidents.some((incident) => incident.id === remembered)) return remembered;
  return (incidents.find((incident) => incident.mode === "live") ?? incidents[0])?.id ?? null;
}

export function rememberedIncident(): string | null {
  return localStorage.getItem(REMEMBERED);
}

export function rememberIncident(id: string): void {
  localStorage.setItem(REMEMBERED, id);
}
