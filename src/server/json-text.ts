/**
 * Reads JSON that a stranger sent: bytes in, a value or a refusal with line and column out. Refuses bytes
 * over the limit before looking at them, invalid UTF-8, broken JSON, a key given twice in one object, and
 * the key `__proto__`. Shapes are somebody else's business (`shape.ts`).
 */
import { Buffer, isUtf8 } from "node:buffer";
import { refuse, type Refusal } from "../base/refusal.ts";

export interface JsonPlace {
  /** What the input is called in the sentence: a path, or “the request”. */
  readonly name: string;
  /** Refused above this many bytes. */
  readonly limit?: number;
}

export function parseJson(bytes: Uint8Array, place: JsonPlace): { readonly value: unknown } | Refusal {
  if (place.limit !== undefined && bytes.byteLength > place.limit) return tooLarge(place.name, bytes.byteLength, place.limit);
  const text = decodeUtf8(bytes, place.name);
  return typeof text === "string" ? parseText(text, place.name) : text;
}

export function tooLarge(name: string, bytes: number, limit: number): Refusal {
  return refuse("too-large", `${name} has ${bytes} bytes, and at most ${limit} are read.`, {
    where: name,
    fix: "Split it into smaller parts.",
    params: { bytes, limit },
  });
}

/** Text of the bytes, or a refusal naming the line where they stop being UTF-8. */
export function decodeUtf8(bytes: Uint8Array, name: string): string | Refusal {
  if (isUtf8(bytes)) {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8", marked ? 3 : 0);
  }
  // The lenient decoder puts U+FFFD where the bytes are wrong; one that was really sent is the rare exception.
  const before = new TextDecoder("utf-8").decode(bytes).split("\uFFFD", 1)[0] ?? "";
  const { line, column } = lineAndColumn(before, before.length);
  return refuse("invalid-utf8", `${name} is not valid UTF-8.`, {
    where: `line ${line}, column ${column}`,
    fix: "Save it as UTF-8 and send it again.",
    params: { line, column },
  });
}

/** What parses is counted too: of a key written twice the parsed value holds only one. */
function parseText(text: string, name: string): { readonly value: unknown } | Refusal {
  let value: unknown;
  let broken = false;
  try {
    value = JSON.parse(text);
    if (colonsIn(text) === keysIn(value)) return { value };
  } catch {
    broken = true;
  }
  const fault = firstFault(text);
  if (fault === null) {
    if (broken) return refuse("bad-json", `${name} is not JSON.`, { where: name });
    return { value };
  }
  const { line, column } = lineAndColumn(text, fault.offset);
  return refuse(fault.code, `${name} ${fault.code === "bad-json" ? "is not JSON" : "is refused"}: ${fault.reason}.`, {
    where: `line ${line}, column ${column}`,
    ...(fault.code === "bad-json" ? { fix: "Mend that place and send it again." } : { fix: "Remove that key and send it again." }),
    params: { line, column },
  });
}

/** Colons outside strings, in text that is known to be JSON: the keys as they were written. */
function colonsIn(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === COLON) colons++;
    else if (character === QUOTE) {
      do {
        at = text.indexOf('"', at + 1);
      } while (isEscaped(text, at));
    }
  }
  return colons;
}

const COLON = 58;
const QUOTE = 34;
const BACKSLASH = 92;

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

/** Keys a parsed value holds; never the number written when one of them is forbidden. Without recursion, for deep nesting. */
function keysIn(value: unknown): number {
  let keys = 0;
  const left: unknown[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) {
      for (const item of next) if (typeof item === "object") left.push(item);
      continue;
    }
    for (const key of Object.keys(next)) {
      if (key === "__proto__") return -1;
      keys++;
      const inner = (next as Record<string, unknown>)[key];
      if (typeof inner === "object") left.push(inner);
    }
  }
  return keys;
}

export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

interface Fault {
  readonly offset: number;
  readonly code: "bad-json" | "key-twice" | "forbidden-key";
  readonly reason: string;
}

const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

/** What the scanner waits for next. */
type Expect = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

interface Frame {
  readonly keys: Set<string> | null;
}

/**
 * One pass over the tokens with an explicit stack, so that ten thousand nested brackets cost memory, not
 * the call stack. Follows RFC 8259; returns the first place that breaks it or repeats a key.
 */
function firstFault(text: string): Fault | null {
  const stack: Frame[] = [];
  let expect: Expect = "value";
  let position = 0;
  const afterValue = (): Expect => (stack.length === 0 ? "nothing" : "comma-or-end");
  for (;;) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (match === null) return endOrGarbage(text, position, expect);
    const [whole, mark, string] = match;
    position += whole.length;
    const start = position - (mark ?? string ?? match[3] ?? "").length;
    const top = stack.at(-1);
    if (string !== undefined && (expect === "key" || expect === "key-or-end")) {
      const fault = keyFault(string, start, top?.keys ?? new Set());
      if (fault !== null) return fault;
      expect = "colon";
    } else if (mark === undefined) {
      if (expect !== "value" && expect !== "value-or-end") return unexpected(text, start, expect);
      expect = afterValue();
    } else {
      const next = afterMark(mark, expect, stack, afterValue);
      if (next === null) return unexpected(text, start, expect);
      expect = next;
    }
  }
}

function afterMark(mark: string, expect: Expect, stack: Frame[], afterValue: () => Expect): Expect | null {
  const isValue = expect === "value" || expect === "value-or-end";
  const inObject = stack.at(-1)?.keys !== null && stack.length > 0;
  if (mark === "{" && isValue) {
    stack.push({ keys: new Set() });
    return "key-or-end";
  }
  if (mark === "[" && isValue) {
    stack.push({ keys: null });
    return "value-or-end";
  }
  if (mark === ":" && expect === "colon") return "value";
  if (mark === "," && expect === "comma-or-end") return inObject ? "key" : "value";
  const closesObject = mark === "}" && inObject && (expect === "key-or-end" || expect === "comma-or-end");
  const closesList = mark === "]" && !inObject && stack.length > 0 && (expect === "value-or-end" || expect === "comma-or-end");
  if (!closesObject && !closesList) return null;
  stack.pop();
  return afterValue();
}

function keyFault(literal: string, offset: number, keys: Set<string>): Fault | null {
  const key = JSON.parse(literal) as string;
  if (key === "__proto__") return { offset, code: "forbidden-key", reason: "the key __proto__ is not allowed" };
  if (keys.has(key)) return { offset, code: "key-twice", reason: `the key “${key.slice(0, 40)}” is given twice` };
  keys.add(key);
  return null;
}

const WANTED: Record<Expect, string> = {
  value: "a value",
  "value-or-end": "a value or ]",
  key: "a key in double quotes",
  "key-or-end": "a key in double quotes or }",
  colon: "a colon",
  "comma-or-end": "a comma or the closing bracket",
  nothing: "nothing more",
};

function unexpected(text: string, offset: number, expect: Expect): Fault {
  return { offset, code: "bad-json", reason: `${WANTED[expect]} was expected, and “${text.slice(offset, offset + 12)}” stands there` };
}

function endOrGarbage(text: string, position: number, expect: Expect): Fault | null {
  const offset = position + (/^[ \t\n\r]*/.exec(text.slice(position))?.[0].length ?? 0);
  if (offset < text.length) return unexpected(text, offset, expect);
  return expect === "nothing" ? null : { offset, code: "bad-json", reason: `it ends where ${WANTED[expect]} was expected` };
}
