// What a fresh machine will install: versions pinned to one, a lock file that says the same, no address in
// it, every install script named, and every sibling package of a native part present (without one of them
// `npm install` is content and `npm ci` fails).

import type { Finding } from "./source.ts";

export interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
}

export interface Lock {
  packages: Record<string, Manifest & { version?: string; resolved?: string; hasInstallScript?: boolean; optional?: boolean }>;
}

const KINDS = ["dependencies", "devDependencies", "optionalDependencies"] as const;
const EXACT = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

export function loosePins(manifest: Manifest): Finding[] {
  return KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${name} is asked for as "${version}", not as one version.`);
}

export function outOfStep(manifest: Manifest, lock: Lock): Finding[] {
  const root = lock.packages[""] ?? {};
  return KINDS.flatMap((kind) => {
    const asked = manifest[kind] ?? {};
    const locked = root[kind] ?? {};
    return [...new Set([...Object.keys(asked), ...Object.keys(locked)])].flatMap((name) => {
      if (asked[name] !== locked[name]) return [`${name}: package.json says ${asked[name]}, the lock file's first entry ${locked[name]}.`];
      const version = lock.packages[`node_modules/${name}`]?.version;
      return version === asked[name] ? [] : [`${name}: package.json says ${asked[name]}, the lock file holds ${version}.`];
    });
  });
}

export function addresses(lock: Lock): Finding[] {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([folder, entry]) => `${folder} is locked to the address ${entry.resolved}.`);
}

export function missingSiblings(lock: Lock): Finding[] {
  return Object.entries(lock.packages).flatMap(([folder, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => lock.packages[`${folder}/node_modules/${name}`.replace(/^\//, "")] === undefined && lock.packages[`node_modules/${name}`] === undefined)
      .map((name) => `${folder || "package.json"} names ${name}, and the lock file does not hold it.`),
  );
}

/** npm asks for a yes or no to each package that runs a script while being installed. */
export function unansweredScripts(manifest: Manifest, lock: Lock): Finding[] {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript === true)
    .map(([folder]) => folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length))
    .filter((name) => manifest.allowScripts?.[name] === undefined)
    .map((name) => `${name} runs a script when installed; say yes or no to it in allowScripts.`);
}
