/**
 * A form drawn from a command's schema: one labelled field each, what is required marked, what does not fit said
 * at the field. The value lives with the caller.
 */
import { useId } from "react";
import { useText } from "../text/index.ts";
import { FieldInput } from "./field-input.tsx";
import type { Field } from "./fields.ts";
import { fieldLabel } from "./labels.ts";
import type { Trouble, Value, Values } from "./values.ts";

interface SchemaFieldsProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly troubles: Readonly<Record<string, Trouble>>;
  readonly prefix?: string;
  /** Filled from the page, shown but not to be changed. */
  readonly settled?: ReadonlySet<string>;
  readonly onChange: (values: Values) => void;
}

export function SchemaFields({ fields, values, troubles, prefix = "", settled, onChange }: SchemaFieldsProps) {
  const set = (name: string, value: Value): void => onChange({ ...values, [name]: value });
  return (
    <>
      {fields
        .filter((field) => field.fixed === undefined && settled?.has(field.name) !== true)
        .map((field) => (
          <OneField key={field.name} field={field} path={prefix + field.name} value={values[field.name]} troubles={troubles} onChange={(value) => set(field.name, value)} />
        ))}
    </>
  );
}

interface OneFieldProps {
  readonly field: Field;
  readonly path: string;
  readonly value: Value;
  readonly troubles: Readonly<Record<string, Trouble>>;
  readonly onChange: (value: Value) => void;
}

/** Shapes of several inputs, named together. */
const SEVERAL = new Set(["when", "post", "name", "group", "instant"]);

function OneField({ field, path, value, troubles, onChange }: OneFieldProps) {
  const { t, lang } = useText();
  const id = useId();
  const label = fieldLabel(field.name, lang);
  const trouble = troubles[path];
  const grouped = SEVERAL.has(field.is.kind) || (field.is.kind === "list" && field.is.item.kind === "group");
  const shown = (
    <>
      {label}
      {field.required ? null : <span className="faint optional"> {t("form.optional")}</span>}
    </>
  );
  return (
    <div className={trouble === undefined ? "field" : "field troubled"}>
      {field.is.kind === "yes-no" ? null : grouped ? (
        <p id={`${id}-label`} className="label">
          {shown}
        </p>
      ) : (
        <label id={`${id}-label`} htmlFor={id}>
          {shown}
        </label>
      )}
      <FieldInput id={id} labelId={`${id}-label`} label={label} is={field.is} path={path} value={value} troubles={troubles} required={field.required} invalid={trouble !== undefined} onChange={onChange} />
      {trouble === undefined ? null : (
        <p className="trouble critical" id={`${id}-trouble`}>
          {t(`trouble.${trouble}`)}
        </p>
      )}
    </div>
  );
}
