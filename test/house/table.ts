// The import table of the house as data: which floor may import which, and which packages from npm. The
// import test enforces it and ARCHITECTURE.md must show exactly these rows. A floor not listed here may not
// exist, and a package not listed here may not be imported on that floor.

export interface Floor {
  name: string;
  /** Floors below this one; its own files are always allowed. */
  mayImport: readonly string[];
  /** Packages from npm, by name. */
  packages: readonly string[];
  /** Pure floors run anywhere: no Node, no DOM, no clock, no chance of their own. */
  pure: boolean;
  /** Where `node:` modules may be imported. */
  node: boolean;
}

export const FLOORS: readonly Floor[] = [
  { name: "base", mayImport: [], packages: ["@noble/hashes", "temporal-polyfill", "typebox"], pure: true, node: false },
  { name: "engine", mayImport: ["base"], packages: [], pure: true, node: false },
  { name: "kernels", mayImport: ["base"], packages: [], pure: true, node: false },
  { name: "loops", mayImport: ["engine", "base"], packages: [], pure: true, node: false },
  { name: "drill", mayImport: ["loops", "engine", "kernels", "base"], packages: [], pure: true, node: false },
  { name: "store", mayImport: ["loops", "engine", "kernels", "base"], packages: ["pg", "pg-copy-streams"], pure: false, node: true },
  {
    name: "interop",
    mayImport: ["loops", "engine", "kernels", "base"],
    packages: ["ajv", "ajv-formats", "read-excel-file", "write-excel-file"],
    pure: false,
    node: true,
  },
  {
    name: "server",
    mayImport: ["interop", "store", "drill", "loops", "engine", "kernels", "base"],
    packages: ["@fastify/static", "@fastify/swagger", "ajv", "ajv-formats", "fastify", "highs", "nodemailer", "pino", "web-push"],
    pure: false,
    node: true,
  },
  {
    name: "cli",
    mayImport: ["server", "interop", "store", "drill", "loops", "engine", "kernels", "base"],
    packages: [],
    pure: false,
    node: true,
  },
  {
    name: "console",
    mayImport: ["drill", "loops", "engine", "kernels", "base"],
    packages: ["@fontsource-variable/noto-sans-sc", "@tanstack/react-virtual", "i18next", "react", "react-dom", "react-i18next", "wouter"],
    pure: false,
    node: false,
  },
];

/** What tests may import besides what the file they stand beside may. */
export const TEST_PACKAGES: readonly string[] = ["vitest", "fast-check"];

/** The only doors between two loops. */
export const LOOP_DOORS: readonly string[] = ["events.ts", "views.ts"];

/** The rows of the table in ARCHITECTURE.md, one for each floor, from the bottom up. */
export function architectureRows(): string[] {
  const list = (names: readonly string[], none: string): string => (names.length === 0 ? none : names.map((name) => `\`${name}\``).join(", "));
  return FLOORS.map((floor) => `| \`${floor.name}\` | ${list(floor.mayImport, "nothing")} | ${list(floor.packages, "none")} |`);
}
