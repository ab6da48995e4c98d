/** The state of a thing in words; one without a word of its own is made readable. */
import { readable, type Lang } from "../text/index.ts";
import { statusWords } from "./status-words.ts";

export function statusWord(status: string, lang: Lang): string {
  return statusWords[status]?.[lang] ?? readable(status);
}
