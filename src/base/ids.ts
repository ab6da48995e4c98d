/**
 * Names of things. A reference is `kind:id` (`contact:P1`), an id is free of spaces and of `#`.
 * Refuses what would make two things look alike: empty parts, control characters, over-long names.
 */
import { refuse, type Refusal } from "./refusal.ts";

/** `kind:id`; the kind is lower case, the id may hold further colons. */
export type Ref = `${string}:${string}`;

const REF = /^[a-z][a-z0-9-]{0,31}:[^\s#\p{Cc}]{1,120}$/u;

export function ref(kind: string, id: string): Ref {
  return `${kind}:${id}`;
}

export function isRef(text: string): text is Ref {
  return REF.test(text);
}

export function parseRef(text: string, where?: string): Ref | Refusal {
  if (isRef(text)) return text;
  return refuse("bad-reference", `“${text.slice(0, 60)}” is not a reference of the form kind:id.`, {
    ...(where === undefined ? {} : { where }),
    fix: "Write the kind, a colon and the id without spaces, such as contact:P1.",
  });
}

export function kindOf(reference: Ref): string {
  return reference.slice(0, reference.indexOf(":"));
}

export function idOf(reference: Ref): string {
  return reference.slice(reference.indexOf(":") + 1);
}
