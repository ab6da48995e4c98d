/**
 * Looks at an uploaded archive before any library opens it: its size, its list of contents, and what each
 * part really unpacks to. Refuses what is no workbook and what would fill the memory (zip bombs, lying
 * sizes, overlapping parts). Reads the same list of contents the library reads, so both see one file.
 */
import { constants, inflateRawSync } from "node:zlib";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";

const MB = 1024 * 1024;
export const MAX_FILE = 8 * MB;
export const MAX_UNPACKED = 64 * MB;
const MAX_PARTS = 400;
const MAX_COMMENT = 65_535;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly start: number;
}

const damaged = (why: string): Refusal =>
  refuse("workbook-damaged", `The file cannot be opened as a workbook: ${why}.`, { fix: "Open it in a spreadsheet program, save it as .xlsx and try again." });

const tooLarge = (): Refusal =>
  refuse("workbook-too-large", `The workbook unpacks to more than ${MAX_UNPACKED / MB} MB.`, { fix: "Split it into several workbooks; each may be loaded on its own." });

function findEnd(view: DataView): number {
  const last = Math.max(0, view.byteLength - END_SIZE - MAX_COMMENT);
  for (let place = view.byteLength - END_SIZE; place >= last; place--) if (view.getUint32(place, true) === END) return place;
  return -1;
}

function listParts(view: DataView): Part[] | Refusal {
  const end = findEnd(view);
  if (end < 0) return damaged("its list of contents is missing");
  const count = view.getUint16(end + 10, true);
  let place = view.getUint32(end + 16, true);
  if (count === 0xffff || place === 0xffffffff) return damaged("it is of a kind (ZIP64) no workbook of this size needs");
  if (count > MAX_PARTS) return damaged(`it holds ${count} parts`);
  const parts: Part[] = [];
  for (let index = 0; index < count; index++) {
    if (place + ENTRY_SIZE > end || view.getUint32(place, true) !== ENTRY) return damaged("its list of contents is broken");
    const nameLength = view.getUint16(place + 28, true);
    if ((view.getUint16(place + 8, true) & 1) === 1) return refuse("workbook-locked", "The workbook is protected with a password.", { fix: "Save a copy without a password." });
    const local = view.getUint32(place + 42, true);
    if (local + LOCAL_SIZE > view.byteLength || view.getUint32(local, true) !== LOCAL) return damaged("a part is not where the list says");
    parts.push({
      name: new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + place + ENTRY_SIZE, Math.min(nameLength, end - place - ENTRY_SIZE))),
      method: view.getUint16(place + 10, true),
      packed: view.getUint32(place + 20, true),
      unpacked: view.getUint32(place + 24, true),
      start: local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
    });
    place += ENTRY_SIZE + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
  }
  return parts;
}

/** A part must unpack to exactly the size it declares: the library takes that size on trust. */
function checkPart(bytes: Uint8Array, part: Part): Refusal | null {
  if (part.start + part.packed > bytes.byteLength) return damaged(`“${part.name.slice(0, 60)}” is cut off`);
  if (part.method === 0) return part.packed === part.unpacked ? null : damaged("a part lies about its size");
  if (part.method !== 8) return damaged("it is packed in an unknown way");
  try {
    const real = inflateRawSync(bytes.subarray(part.start, part.start + part.packed), {
      maxOutputLength: Math.max(part.unpacked, 1), finishFlush: constants.Z_FINISH,
    });
    return real.byteLength === part.unpacked ? null : damaged("a part lies about its size");
  } catch (error) {
    return (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? damaged("a part lies about its size") : damaged(`“${part.name.slice(0, 60)}” is broken`);
  }
}

/** Parts may not share bytes: overlapping ones make a small file unpack to a huge one. */
function overlap(parts: readonly Part[]): boolean {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  return sorted.some((part, index) => index > 0 && part.start < sorted[index - 1]!.start + sorted[index - 1]!.packed);
}

/** Null when the bytes are a workbook that is safe to open. */
export function checkArchive(bytes: Uint8Array): Refusal | null {
  if (bytes.byteLength > MAX_FILE) {
    return refuse("workbook-too-large", `The file is larger than ${MAX_FILE / MB} MB.`, { fix: "Split it into several workbooks; each may be loaded on its own." });
  }
  if (bytes.byteLength < END_SIZE || bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    return refuse("workbook-wrong-type", "This file is not an .xlsx workbook.", {
      fix: "Save it as “Excel workbook (.xlsx)”. The older .xls, .csv and .ods forms are not read.",
    });
  }
  const parts = listParts(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (isRefusal(parts)) return parts;
  if (parts.reduce((sum, part) => sum + part.unpacked, 0) > MAX_UNPACKED) return tooLarge();
  if (overlap(parts)) return damaged("its parts overlap");
  for (const part of parts) {
    const refused = checkPart(bytes, part);
    if (refused !== null) return refused;
  }
  if (!parts.some((part) => part.name === "xl/workbook.xml")) {
    return refuse("workbook-wrong-type", "This file is an archive, but not an .xlsx workbook.", { fix: "Save it as “Excel workbook (.xlsx)”." });
  }
  return null;
}
