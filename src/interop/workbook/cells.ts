/**
 * One cell at a time: what was typed, as the value its column means, or the reason it is none. Takes the
 * ways people really write (full-width digits, Chinese commas, a date cell or a date as text).
 */
import { dayStart, nextClock, parseInstant, type Zone } from "../../base/civil.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Text } from "../../engine/rule.ts";
import type { CellKind } from "./columns.ts";
import { LOOKUPS, lookUp, type LookupKind } from "./words.ts";
import type { Cell } from "./sheets.ts";

export type CellValue = string | number | boolean | readonly string[] | readonly number[];

/** Why a cell is not what its column asks for; the code is stable. */
export interface CellFault {
  readonly code: string;
  readonly text: Text;
}

const fault = (code: string, zh: string, en: string): CellFault => ({ code, text: { zh, en } });
const LONGEST = 200;

const MINUTE_MS = 60_000;

/**
 * What was typed, as one line of text; numbers without exponent, dates as local wall time. A spreadsheet keeps
 * a time as a fraction of a day, so 20:00 comes back a hair early: it is taken to the nearest minute.
 */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return new Date(Math.round(cell.getTime() / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16).replace("T", " ");
  if (typeof cell === "number") return Number.isInteger(cell) ? cell.toFixed(0) : String(cell);
  if (typeof cell === "boolean") return cell ? "true" : "false";
  return cell.normalize("NFC").replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ").trim();
}

const narrow = (text: string): string => text.normalize("NFKC").trim();
const list = (text: string): string[] => narrow(text).split(/[,、;\s]+/).filter((part) => part !== "");

function readId(text: string): string | CellFault {
  const id = narrow(text);
  if (/^[^\s#@:/\p{Cc}]{1,48}$/u.test(id)) return id;
  return fault("bad-id", "编号不能有空格和 # @ : /，最长48个字符。", "An id has no spaces and none of # @ : /, and at most 48 characters.");
}

function readPhone(text: string): string | CellFault {
  const digits = narrow(text).replaceAll(/[\s().\-–—/]/g, "");
  if (/^\+?\d{3,15}$/.test(digits)) return digits;
  return fault("bad-phone", "电话应为3至15位数字，可带开头的 +。", "A phone number has 3 to 15 digits, with + in front if it is international.");
}

function readEmail(text: string): string | CellFault {
  const address = narrow(text);
  if (address.length <= 200 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(address)) return address;
  return fault("bad-email", "这不是一个电子邮箱地址。", "This is not an e-mail address.");
}

const WALL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+|\s*)(\d{1,2})[:时](\d{2})?(?::(\d{2}))?分?$/;

function readWhen(text: string, zone: Zone): Ms | CellFault {
  const bad = fault("bad-date", "时间应写作 2026-11-21 20:00。", "Write the time as 2026-11-21 20:00.");
  const typed = narrow(text);
  const exact = parseInstant(typed);
  if (!isRefusal(exact)) return exact;
  const match = WALL.exec(typed);
  if (match === null) return bad;
  const [, year = "", month = "", date = "", hour = "0", minute = "0"] = match;
  const late = Number(hour) * 60 + Number(minute);
  if (Number(minute) > 59 || late > 24 * 60) return bad;
  try {
    const midnight = dayStart(zone, `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
    return nextClock(zone, late === 24 * 60 ? midnight : midnight - 1, `${Number(hour) % 24}:${minute}`);
  } catch {
    return bad;
  }
}

function readCount(text: string): number | CellFault {
  const number = Number(narrow(text));
  if (Number.isInteger(number) && number >= 1 && number <= 10_000_000) return number;
  return fault("bad-count", "应为大于零的整数。", "This must be a whole number above zero.");
}

function readCounts(text: string): readonly number[] | CellFault {
  const counts = list(text).map(readCount);
  return counts.find((count) => typeof count !== "number") ?? (counts as number[]);
}

export interface CellContext {
  readonly zone: Zone;
  /** Kinds of duty somebody can answer for. */
  readonly dutyKinds: ReadonlySet<string>;
}

function readDuties(text: string, known: ReadonlySet<string>): readonly string[] | CellFault {
  const kinds = list(text);
  if (kinds.includes("*")) return ["*"];
  const strange = kinds.find((kind) => !known.has(kind));
  if (strange === undefined) return [...new Set(kinds)];
  return fault("unknown-duty-kind", `没有“${strange.slice(0, 40)}”这种职责，见“选项”页。`, `There is no kind of duty “${strange.slice(0, 40)}”; the Lists sheet names them.`);
}

function readLookup(kind: LookupKind, text: string): string | CellFault {
  const value = lookUp(kind, text);
  if (value !== undefined) return value;
  const words = LOOKUPS[kind];
  const code = kind === "level" ? "unknown-level" : kind === "site-type" ? "unknown-type" : "bad-yes-no";
  return fault(code, `“${text.slice(0, 40)}”不在列表中：${words.map((each) => each.zh).join("、")}。`, `“${text.slice(0, 40)}” is not one of: ${words.map((each) => each.en).join(", ")}.`);
}

export function isFault(value: CellValue | CellFault): value is CellFault {
  return typeof value === "object" && !Array.isArray(value) && "code" in value;
}

/** `text` is not empty. Instants come back as epoch milliseconds. */
export function readCell(kind: CellKind, text: string, context: CellContext): CellValue | CellFault {
  if (text.length > LONGEST && kind !== "duties") return fault("too-long", `最长${LONGEST}个字符。`, `At most ${LONGEST} characters.`);
  switch (kind) {
    case "text": return text;
    case "id": return readId(text);
    case "phone": return readPhone(text);
    case "email": return readEmail(text);
    case "when": return readWhen(text, context.zone);
    case "count": return readCount(text);
    case "counts": return readCounts(text);
    case "duties": return readDuties(text, context.dutyKinds);
    case "yes-no": {
      const answer = readLookup(kind, text);
      return typeof answer === "string" ? answer === "yes" : answer;
    }
    default: return readLookup(kind, text);
  }
}
