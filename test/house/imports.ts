// The rule of the floors: a file imports its own floor, the floors its row of the table names, and the
// packages that row names; a loop meets another loop only at its doors; nothing in src imports from outside
// src except that tests may read packs and scenarios.

import { FLOORS, LOOP_DOORS, TEST_PACKAGES, type Floor } from "./table.ts";
import { floorOf, isTest, target, type Finding, type Source } from "./source.ts";

export function brokenImports(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    if (!source.path.startsWith("src/")) return [];
    const floor = FLOORS.find((candidate) => candidate.name === floorOf(source.path));
    if (floor === undefined) return [`${source.path} stands on no floor of the import table.`];
    return source.imports.flatMap(({ specifier }) => {
      const path = target(source, specifier);
      const reason = path === null ? packageProblem(source, floor, specifier) : pathProblem(source, floor, path);
      return reason === null ? [] : [`${source.path} imports ${specifier}: ${reason}`];
    });
  });
}

function packageProblem(source: Source, floor: Floor, specifier: string): string | null {
  if (specifier.startsWith("node:")) return floor.node ? null : `${floor.name} knows no Node.`;
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  if (floor.packages.includes(name)) return null;
  if (isTest(source.path) && TEST_PACKAGES.includes(name)) return null;
  return `the package ${name} is not in the row of ${floor.name}.`;
}

function pathProblem(source: Source, floor: Floor, path: string): string | null {
  const other = floorOf(path);
  if (other === null) {
    const data = /^(packs|scenarios)\//.test(path);
    return data && isTest(source.path) ? null : "it lies outside src.";
  }
  if (isTest(path)) return "a test is no one's library.";
  if (other !== floor.name) return floor.mayImport.includes(other) ? null : `${floor.name} may not import ${other}.`;
  return floor.name === "loops" ? loopProblem(source.path, path) : null;
}

/** Files directly in src/loops belong to no loop: they are the list of all loops and may see into each. */
function loopProblem(from: string, to: string): string | null {
  const mine = loopOf(from);
  const theirs = loopOf(to);
  if (mine === null || theirs === null || mine === theirs) return null;
  return LOOP_DOORS.includes(to.split("/").at(-1)!) ? null : `${mine} may enter ${theirs} only through ${LOOP_DOORS.join(" or ")}.`;
}

function loopOf(path: string): string | null {
  const [, , loop, ...rest] = path.split("/");
  return rest.length > 0 ? loop! : null;
}
