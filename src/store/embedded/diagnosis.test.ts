/** Sentences for what PostgreSQL writes before it gives up, by lines it really writes. */
import { describe, expect, it } from "vitest";
import { faultIn, outageFromLog } from "./diagnosis.ts";

const at = "2026-11-21 21:49:23.839 UTC [11208] ";

describe("PostgreSQL's last words", () => {
  it.each([
    ["locked", `${at}FATAL:  lock file "postmaster.pid" already exists\n`],
    ["empty-lock", `${at}FATAL:  lock file "postmaster.pid" is empty\n`],
    ["leftovers", `${at}FATAL:  pre-existing shared memory block (key 262146, ID 3) is still in use\n`],
    ["port-taken", `${at}LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\n${at}FATAL:  could not create any TCP/IP sockets\n`],
    ["other", `${at}LOG:  could not bind IPv4 address "127.0.0.1": Permission denied\n`],
  ])("that the launcher can answer itself: %s", (fault, log) => {
    expect(faultIn(log)).toBe(fault);
  });

  it.each([
    ["disk-full", `initdb: error: could not write to file "/data/x": No space left on device\n`],
    ["kernel-limits", `${at}FATAL:  could not create semaphores: No space left on device\n`],
    ["out-of-memory", `${at}FATAL:  could not map anonymous shared memory: Cannot allocate memory\n`],
    ["port-forbidden", `${at}LOG:  could not bind IPv4 address "127.0.0.1": Permission denied\n`],
    ["data-not-writable", `initdb: error: could not create directory "/data/postgres/cluster": Read-only file system\n`],
    ["leftover-processes", `${at}FATAL:  pre-existing shared memory block (key 262146, ID 3) is still in use\n`],
  ])("that an operator must answer: %s", (code, log) => {
    const outage = outageFromLog(log, "/data");
    expect(outage.code).toBe(code);
    expect(outage.fix).toMatch(/\.$/);
  });

  it("that nobody foresaw are passed on, the fatal line first", () => {
    const log = `${at}LOG:  starting PostgreSQL 18.4\n${at}FATAL:  could not load /x/pg_hba.conf\n${at}LOG:  database system is shut down\n`;
    expect(outageFromLog(log, "/data")).toMatchObject({
      code: "database-start-failed",
      message: "The embedded PostgreSQL did not start: could not load /x/pg_hba.conf",
      fix: expect.stringContaining("server.log"),
    });
    expect(outageFromLog("", "/data").message).toContain("it said nothing");
  });
});
