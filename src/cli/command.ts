/**
 * `firebreak command`: sends the JSON on standard input to a running server, one command or a list of them,
 * and prints the receipt. Ends with 1 when anything was refused.
 */
import { isRefusal } from "../base/refusal.ts";
import { parseJson } from "../server/json-text.ts";
import { ask, refusalIn, serverOf } from "./client.ts";
import { EXIT, readArgs } from "./args.ts";
import { FILE_LIMIT } from "./files.ts";
import { json, no, type Io } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const words = readArgs(args, { server: { type: "string" }, json: { type: "boolean" } }, [0, 0]);
  if (isRefusal(words)) return no(io, words);
  const bytes = await readAll(io.stdin);
  // Read here too: the place of a mistake is then named before anything is sent.
  const parsed = parseJson(bytes, { name: "standard input", limit: FILE_LIMIT });
  if (isRefusal(parsed)) return no(io, parsed);
  const server = serverOf(words.values["server"], io.env);
  if (Array.isArray(parsed.value)) return sendMany(server, parsed.value, io);
  const answer = await ask(server, "api/commands", bytes);
  const refusal = refusalIn(answer);
  if (refusal !== null) return no(io, refusal);
  json(io, answer.body);
  return EXIT.ok;
}

async function sendMany(server: string, commands: readonly unknown[], io: Io): Promise<number> {
  const answer = await ask(server, "api/commands/batch", new TextEncoder().encode(JSON.stringify({ commands, allOrNothing: false })));
  const refusal = refusalIn(answer);
  if (refusal !== null) return no(io, refusal);
  json(io, answer.body);
  return (answer.body as { rows: { status: number }[] }).rows.every((row) => row.status === 200) ? EXIT.ok : EXIT.failed;
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of input) {
    parts.push(part);
    size += part.byteLength;
    // Enough to know it is too much; the rest need not be held.
    if (size > FILE_LIMIT) break;
  }
  return Buffer.concat(parts);
}
