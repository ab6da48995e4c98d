/** Where two values differ first, as a path; fields that are undefined count as absent, order of keys does not count. */
export function differenceAt(a: unknown, b: unknown, path = ""): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return path === "" ? "the whole" : path;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = differenceAt(left[key], right[key], path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
