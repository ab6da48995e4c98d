// The package files of the project and the front door's own comparison, and each rule shown a bad example.

import { describe, expect, test } from "vitest";
import { differences } from "../../bin/install.mjs";
import { addresses, loosePins, missingSiblings, outOfStep, unansweredScripts, type Lock, type Manifest } from "./packages.ts";
import { readProject } from "./source.ts";

const manifest = JSON.parse(readProject("package.json")) as Manifest;
const lock = JSON.parse(readProject("package-lock.json")) as Lock;

describe("packages", () => {
  test("every version is pinned to one", () => {
    expect(loosePins(manifest)).toEqual([]);
    expect(loosePins({ dependencies: { a: "^1.0.0" }, devDependencies: { b: "latest" }, optionalDependencies: { c: "1.x", d: "1.2.3-beta.4" } })).toHaveLength(3);
  });

  test("the lock file says what package.json says", () => {
    expect(outOfStep(manifest, lock)).toEqual([]);
    const locked = { packages: { "": { dependencies: { a: "1.0.0", b: "1.0.0" } }, "node_modules/a": { version: "1.0.1" }, "node_modules/b": { version: "1.0.0" } } };
    expect(outOfStep({ dependencies: { a: "1.0.0", b: "2.0.0", c: "1.0.0" } }, locked)).toHaveLength(3);
  });

  test("the lock file holds no address", () => {
    expect(addresses(lock)).toEqual([]);
    expect(addresses({ packages: { "node_modules/a": { version: "1.0.0", resolved: "https://example.org/a.tgz" } } })).toHaveLength(1);
  });

  test("every sibling of a native package is locked, for machines unlike this one", () => {
    expect(missingSiblings(lock)).toEqual([]);
    const locked = { packages: { "node_modules/a": { optionalDependencies: { "a-linux": "1.0.0", "a-mac": "1.0.0" } }, "node_modules/a-linux": { version: "1.0.0" } } };
    expect(missingSiblings(locked)).toEqual(["node_modules/a names a-mac, and the lock file does not hold it."]);
  });

  test("every install script has been answered", () => {
    expect(unansweredScripts(manifest, lock)).toEqual([]);
    expect(unansweredScripts({}, { packages: { "node_modules/a/node_modules/@b/c": { hasInstallScript: true } } })).toHaveLength(1);
  });

  test("the machine's check and the README speak of the same command", () => {
    const commands = readProject(".ci/run").split("\n").filter((line) => line !== "" && !/^(#|set |cd )/.test(line));
    expect(commands).toEqual(["npm test"]);
  });
});

describe("the front door's look at what is installed", () => {
  const wanted = { packages: { "": {}, "node_modules/a": { version: "1.0.0" }, "node_modules/a-mac": { version: "1.0.0", optional: true } } };

  test("is content when all is there but what was made for another machine", () => {
    expect(differences(wanted, { packages: { "node_modules/a": { version: "1.0.0" } } })).toEqual([]);
  });

  test("sees a missing package, another version, and another version of an optional one", () => {
    expect(differences(wanted, { packages: {} })).toEqual(["node_modules/a"]);
    expect(differences(wanted, { packages: { "node_modules/a": { version: "1.0.1" } } })).toEqual(["node_modules/a"]);
    expect(differences(wanted, { packages: { "node_modules/a": { version: "1.0.0" }, "node_modules/a-mac": { version: "0.9.0" } } })).toEqual(["node_modules/a-mac"]);
  });
});
