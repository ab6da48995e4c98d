/** The configuration file: sizes, quoting, and what a caller may not set. */
import { describe, expect, it } from "vitest";
import { placeAt } from "./place.ts";
import { configuration, sizedFor } from "./settings.ts";

describe("the server's configuration", () => {
  const place = placeAt("/srv/it's/data");

  it("grows with the machine within bounds", () => {
    expect(sizedFor(512)).toMatchObject({ shared_buffers: "64MB", work_mem: "4MB" });
    expect(sizedFor(24 * 1024)).toMatchObject({ shared_buffers: "3072MB", effective_cache_size: "12288MB" });
    expect(sizedFor(1024 * 1024)).toMatchObject({ shared_buffers: "4096MB", maintenance_work_mem: "512MB" });
  });

  it("takes settings over its own, quoted, but not where the server listens nor what it promises", () => {
    const text = configuration(place, 5433, { work_mem: "9MB", search_path: `o'neill, back\\slash` });
    expect(text).toContain("work_mem = '9MB'");
    expect(text).toContain(`search_path = 'o''neill, back\\\\slash'`);
    expect(text).toContain("unix_socket_directories = '/srv/it''s/data/postgres/socket'");
    expect(text).toContain("fsync = 'on'");
    for (const name of ["port", "listen_addresses", "fsync", "full_page_writes", "hba_file"]) {
      expect(() => configuration(place, 5433, { [name]: "off" })).toThrow(/^bug: /);
    }
    expect(() => configuration(place, 5433, { "work_mem = 1\nport": "1" })).toThrow(/^bug: /);
    expect(() => configuration(place, 5433, { work_mem: "1\nport = 1" })).toThrow(/^bug: /);
  });

  it("does without a Unix socket where its path would not fit or cannot be written down", () => {
    expect(configuration(placeAt(`/${"x".repeat(90)}`), 1, {})).toContain("unix_socket_directories = ''");
    expect(configuration(placeAt("/a,b"), 1, {})).toContain("unix_socket_directories = ''");
  });
});
