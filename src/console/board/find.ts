/**
 * What the find box offers for the words typed: organisations, kinds of duty, one duty by its number, one thing
 * by its reference. Pure; matching ignores case and finds any part of a name.
 */
import { isRef } from "../../base/ids.ts";
import type { DutyRule, Org } from "../api-types.ts";
import type { Names } from "../data/names.ts";

export type Find =
  | { readonly what: "org"; readonly id: string; readonly text: string }
  | { readonly what: "kind"; readonly id: string; readonly text: string }
  | { readonly what: "duty"; readonly id: string; readonly text: string }
  | { readonly what: "thing"; readonly id: string; readonly text: string };

const AT_MOST = 9;

export function findFor(typed: string, orgs: readonly Org[], rules: readonly DutyRule[], names: Names): Find[] {
  const words = typed.trim();
  if (words === "") return [];
  const wanted = words.toLowerCase();
  const exact: Find[] = [];
  if (/^d\d+$/i.test(words)) exact.push({ what: "duty", id: words.toUpperCase(), text: words.toUpperCase() });
  if (isRef(words)) exact.push({ what: "thing", id: words, text: names.thing(words) });
  const hit = (id: string, text: string): boolean => id.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted);
  const inOrgs = orgs.map((org): Find => ({ what: "org", id: org.id, text: names.org(org.id) })).filter(({ id, text }) => hit(id, text));
  const inKinds = rules.map((rule): Find => ({ what: "kind", id: rule.kind, text: names.duty(rule.kind) })).filter(({ id, text }) => hit(id, text));
  const half = Math.max(AT_MOST - exact.length - inKinds.length, Math.ceil(AT_MOST / 2));
  return [...exact, ...inOrgs.slice(0, half), ...inKinds].slice(0, AT_MOST);
}
