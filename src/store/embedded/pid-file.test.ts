/** Reading a pid file and judging a command line, by texts as real systems write them. */
import { describe, expect, it } from "vitest";
import { parsePidFile } from "./pid-file.ts";
import { isServerCommand } from "./process-table.ts";

describe("postmaster.pid", () => {
  it("names process, port and status once the server listens", () => {
    const text = "11208\n/data/postgres/cluster\n1795298963\n44907\n/data/postgres/socket\n127.0.0.1\n   262146         0\nready   \n";
    expect(parsePidFile(text)).toEqual({ pid: 11208, port: 44907, status: "ready" });
  });

  it("has no port before that, and nothing when damaged", () => {
    expect(parsePidFile("11208\n/data/postgres/cluster\n1795298963\n")).toEqual({ pid: 11208, port: null, status: "" });
    expect(parsePidFile("")).toBeNull();
    expect(parsePidFile("nonsense\n/data\n")).toBeNull();
    expect(parsePidFile("-5\n")).toBeNull();
  });
});

describe("a command line", () => {
  const cluster = "/srv/fire break/data/postgres/cluster";

  it("is the server's when it serves this folder, also where words cannot be told apart", () => {
    expect(isServerCommand(["/opt/bin/postgres", "-D", cluster, "--config-file=x"], cluster)).toBe(true);
    expect(isServerCommand(`/opt/bin/postgres -D ${cluster} --config-file=x`.split(" "), cluster)).toBe(true);
    expect(isServerCommand(["postgres"], cluster)).toBe(true);
  });

  it("is not when it is another program, another cluster, a server's child or a corpse", () => {
    expect(isServerCommand(["/usr/bin/node", "-D", cluster], cluster)).toBe(false);
    expect(isServerCommand(["/usr/lib/postgresql/15/bin/postgres", "-D", "/var/lib/postgresql/15/main"], cluster)).toBe(false);
    expect(isServerCommand(["postgres: firebreak-0c6f5c961061: checkpointer "], cluster)).toBe(false);
    expect(isServerCommand([], cluster)).toBe(false);
  });
});
