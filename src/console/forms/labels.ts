/**
 * What the fields of commands are called, by name, and the words of their fixed choices. A command declares its
 * shape, not its wording; a test sees to it that every field of every command is named here.
 */
import { readable, type Lang } from "../text/index.ts";
import { choiceWords, fieldWords } from "./field-words.ts";

export function fieldLabel(name: string, lang: Lang): string {
  return fieldWords[name]?.[lang] ?? readable(spread(name));
}

export function choiceLabel(value: string, lang: Lang): string {
  return choiceWords[value]?.[lang] ?? readable(value);
}

function spread(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

