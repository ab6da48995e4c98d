// The process in which one bench runs: loads the file named first, measures, writes what came of it to the
// file named second. Whatever the bench prints goes to the terminal.

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Bench } from "./figure.ts";

const [file, result, size] = process.argv.slice(2);
if (file === undefined || result === undefined) throw new Error("bench-one needs a bench file and a result file.");
const bench = (await import(pathToFileURL(file).href)) as Bench;
const figures = await bench.run({ quick: size === "quick" });
writeFileSync(result, JSON.stringify({ title: bench.title, figures }));
