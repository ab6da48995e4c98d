/**
 * What every store asks of a command before it is decided: that its texts can be stored and told apart, and
 * a digest of its body, by which a retry is known from another command under the same id.
 */
import { hash } from "node:crypto";
import { canonicalJson } from "../base/digest.ts";
import { refuse, type Refusal } from "../base/refusal.ts";
import type { Command } from "../engine/loop.ts";

/** NUL and the separators of lists on their way into a table, which no sentence or name needs. */
const UNSTORABLE = /[\u0000\u001d-\u001f]/;
const MOST_BYTES_OF_ID = 200;

/** The refusal of a command whose texts cannot be stored, or null. */
export function commandProblem(command: Command): Refusal | null {
  if (command.id === "" || command.id.length > MOST_BYTES_OF_ID) {
    return refuse("bad-command-id", `A command's id has 1 to ${MOST_BYTES_OF_ID} characters.`, { where: "id", fix: "Choose a fresh random id for each command." });
  }
  const { actor, by, source } = command;
  if (actor.org === "" || actor.role === "" || by === "" || source === "") {
    return refuse("bad-text", "Who acts, and where it came from, may be left out but not empty.", { where: "actor", fix: "Name the organisation and the role." });
  }
  const where = badText(command, "");
  if (where === null) return null;
  return refuse("bad-text", "It holds a control character or a broken character that cannot be stored.", { where, fix: "Type the text again." });
}

function badText(value: unknown, path: string): string | null {
  if (typeof value === "string") return UNSTORABLE.test(value) || !value.isWellFormed() ? path : null;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = badText(value[index], `${path}[${index}]`);
      if (found !== null) return found;
    }
    return null;
  }
  for (const key in value) {
    const inside = path === "" ? key : `${path}.${key}`;
    const found = badText(key, path) ?? badText((value as Record<string, unknown>)[key], inside);
    if (found !== null) return found;
  }
  return null;
}

/** SHA-256 over everything but the id, whatever the order of the keys. */
export function commandDigest(command: Command): string {
  const { id: _, ...body } = command;
  return hash("sha256", canonicalJson(body), "base64url");
}

/** The answer to a second body under the same id. */
export function idReused(command: Command): Refusal {
  return refuse("command-id-reused", `The id ${command.id} was already used for another command.`, {
    where: "id", fix: "Send the new command with a fresh id; the earlier one stands.",
  });
}

export function unknownIncident(id: string): Refusal {
  return refuse("unknown-incident", `There is no incident ${id}.`, { where: "incident", fix: "GET /api/incidents lists them." });
}
