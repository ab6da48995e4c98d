// Every field and fixed choice of every command is named in both languages.

import { describe, expect, it } from "vitest";
import { model } from "../../loops/index.ts";
import type { JsonSchema } from "../api-types.ts";
import { choiceWords, fieldWords } from "./field-words.ts";
import { fieldsOf, type Field, type FieldKind } from "./fields.ts";
import { fieldLabel } from "./labels.ts";

const kinds = new Set(model.kinds.keys());
const commands = [...model.commands.values()].filter((command) => command.internal !== true);

function inner(is: FieldKind): readonly Field[] {
  return is.kind === "group" ? is.fields : is.kind === "list" ? inner(is.item) : [];
}

function all(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...all(inner(field.is))]);
}

const used = commands.map((command) => ({ type: command.type, fields: all(fieldsOf(command.schema as unknown as JsonSchema, kinds)) }));

describe("the fields of every command", () => {
  it("have names in both languages", () => {
    expect(used.length).toBeGreaterThan(30);
    expect(used.flatMap(({ type, fields }) => fields.filter(({ name }) => fieldWords[name] === undefined).map(({ name }) => `${type}: ${name}`))).toEqual([]);
  });

  it("have words for their fixed choices", () => {
    const words = used.flatMap(({ type, fields }) =>
      fields.flatMap(({ is }) => (is.kind === "choice" ? is.choices.filter((choice) => typeof choice === "string" && choiceWords[choice] === undefined).map((choice) => `${type}: ${String(choice)}`) : [])),
    );
    expect(words).toEqual([]);
  });

  it("are readable even when nobody named them", () => {
    expect(fieldLabel("coldChainTemperature", "en")).toBe("Cold chain temperature");
  });
});
