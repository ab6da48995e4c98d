/**
 * Shapes of commands and files, declared once: a JSON schema at run time and a TypeScript type at compile
 * time. Declaring is all that happens here; checking is done at the entrances (server, CLI, files).
 */
export { Type } from "typebox";
export type { Static, TObject, TProperties, TSchema } from "typebox";
