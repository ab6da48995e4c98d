/** Addresses of duties, things and incidents. */
import type { Duty } from "../api-types.ts";

const part = encodeURIComponent;

export function incidentPath(incident: string): string {
  return `/incidents/${part(incident)}`;
}

export function dutyPath(duty: Pick<Duty, "incident" | "id">): string {
  return `${incidentPath(duty.incident)}/duties/${part(duty.id)}`;
}

/** `order.issue` as `order/issue`: an address that ends like a file is taken for one. */
export function commandPath(incident: string, type: string): string {
  return `${incidentPath(incident)}/commands/${type.split(".").map(part).join("/")}`;
}

export function commandAt(rest: string): string {
  return rest.split("/").map(decodeURIComponent).join(".");
}

/** A duty's own page for `duty:D4`, the thing's page for any other reference. */
export function refPath(incident: string, ref: string): string {
  const colon = ref.indexOf(":");
  const [kind, id] = [ref.slice(0, colon), ref.slice(colon + 1)];
  return kind === "duty" ? dutyPath({ incident, id }) : `${incidentPath(incident)}/things/${part(kind)}/${part(id)}`;
}
