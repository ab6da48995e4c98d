// Files that are no workbook, lie about themselves or would fill the memory: each is refused in a sentence, and
// the program goes on.

import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../base/refusal.ts";
import { writeForm } from "./form.ts";
import { readSheets } from "./sheets.ts";
import { checkArchive, MAX_FILE } from "./zip-guard.ts";

interface Part {
  readonly name: string;
  readonly body: string | Buffer;
  /** Size the archive claims it unpacks to. */
  readonly claims?: number;
  readonly encrypted?: boolean;
}

function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const body = Buffer.from(part.body);
    const packed = deflateRawSync(body);
    const name = Buffer.from(part.name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(part.encrypted === true ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(body), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(part.claims ?? body.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), head, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

const CONTENT = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="机构" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const RELATIONS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;

/** The smallest workbook there is, around the rows given. */
function book(rows: string, more: readonly Part[] = []): Buffer {
  return zip([
    { name: "xl/workbook.xml", body: CONTENT },
    { name: "xl/_rels/workbook.xml.rels", body: RELATIONS },
    { name: "xl/worksheets/sheet1.xml", body: `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>` },
    ...more,
  ]);
}

const codeOf = (result: unknown): string | undefined => (isRefusal(result) ? (result as Refusal).code : undefined);
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe("before it is opened", () => {
  test.each([
    ["nothing", Buffer.alloc(0), "workbook-wrong-type"],
    ["a text file", Buffer.from("id,name\n1,city\n".repeat(20)), "workbook-wrong-type"],
    ["an old .xls file", Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]), "workbook-wrong-type"],
    ["another archive", zip([{ name: "letter.txt", body: "hello" }]), "workbook-wrong-type"],
    ["an archive cut off", zip([{ name: "xl/workbook.xml", body: CONTENT }]).subarray(0, 120), "workbook-damaged"],
    ["a part that unpacks to more than it says", zip([{ name: "xl/workbook.xml", body: "0".repeat(5_000_000), claims: 100 }]), "workbook-damaged"],
    ["a part that unpacks to less than it says", zip([{ name: "xl/workbook.xml", body: "0", claims: 50_000_000 }]), "workbook-damaged"],
    ["honest parts of 100 MB", zip([{ name: "xl/workbook.xml", body: Buffer.alloc(100_000_000) }]), "workbook-too-large"],
    ["too many parts", zip(Array.from({ length: 500 }, (_, index) => ({ name: `xl/${index}.xml`, body: "x" }))), "workbook-damaged"],
    ["a password", zip([{ name: "xl/workbook.xml", body: CONTENT, encrypted: true }]), "workbook-locked"],
    ["a file of 9 MB", Buffer.concat([Buffer.from("PK"), Buffer.alloc(MAX_FILE)]), "workbook-too-large"],
  ])("%s is refused", (_what, bytes, code) => {
    expect(codeOf(checkArchive(bytes))).toBe(code);
  });

  test("parts that share their bytes are refused", () => {
    const bytes = zip([{ name: "xl/workbook.xml", body: CONTENT }, { name: "xl/other1.xml", body: CONTENT }]);
    const second = bytes.lastIndexOf(Buffer.from("PK\x01\x02"));
    bytes.writeUInt32LE(0, second + 42);
    expect(codeOf(checkArchive(bytes))).toBe("workbook-damaged");
  });

  test("every single flipped byte of a form is either harmless or refused, never a crash", async () => {
    const bytes = Buffer.from(await writeForm("en"));
    let refused = 0;
    for (let place = 0; place < bytes.length; place += 97) {
      const broken = Buffer.from(bytes);
      broken[place] = broken[place]! ^ 0xff;
      const refusal = checkArchive(broken);
      if (refusal === null) continue;
      refused++;
      expect(refusal.code).toMatch(/^workbook-/);
    }
    expect(refused).toBeGreaterThan(20);
  });
});

describe("once it is opened", () => {
  test("the smallest workbook is read; so are the last computed values of formulas, and nothing of macros", async () => {
    const macro = { name: "xl/vbaProject.bin", body: "Sub Auto_Open(): Shell \"x\": End Sub" };
    const formula = `<c r="B1"><f>WEBSERVICE("http://example.invalid")</f><v>42</v></c>`;
    expect(await readSheets(book(`<row r="1">${cell("A1", "编号")}${formula}</row>`, [macro]))).toEqual([{ name: "机构", rows: [["编号", 42]] }]);
  });

  test("a row a thousand million lines down ends its own thread and is refused", async () => {
    const result = await readSheets(book(`<row r="1">${cell("A1", "x")}</row><row r="1000000000">${cell("A1000000000", "x")}</row>`));
    expect(codeOf(result)).toBe("workbook-too-large");
  });

  test("an entity that would multiply itself stays what it is", async () => {
    const doctype = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
    const parts = zip([
      { name: "xl/workbook.xml", body: CONTENT }, { name: "xl/_rels/workbook.xml.rels", body: RELATIONS },
      { name: "xl/worksheets/sheet1.xml", body: `<?xml version="1.0"?>${doctype}<worksheet><sheetData><row r="1">${cell("A1", "&b;")}</row></sheetData></worksheet>` },
    ]);
    const result = await readSheets(parts);
    expect(JSON.stringify(result).length).toBeLessThan(400);
  });

  test("a workbook whose sheets are missing is refused, not half read", async () => {
    expect(codeOf(await readSheets(zip([{ name: "xl/workbook.xml", body: "<workbook/>" }])))).toBe("workbook-damaged");
  });
});
