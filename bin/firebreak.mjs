#!/usr/bin/env node
// The front door. It runs on whatever Node the machine has, so it holds nothing but old, plain
// syntax and one decision: is this Node new enough to install and hand over to the pinned one?
// It refuses anything older than Node 20.19 with a sentence instead of a stack trace.

const parts = process.versions.node.split(".").map(Number);
const major = parts[0] || 0;
const minor = parts[1] || 0;

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    "Firebreak needs Node 20.19 or newer to start; this is Node " +
      process.versions.node +
      ". Install a newer Node from https://nodejs.org and try again.",
  );
  process.exitCode = 1;
} else {
  import("./hand-over.mjs").then(function (m) {
    return m.handOver(process.argv.slice(2));
  });
}
