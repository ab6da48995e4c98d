/**
 * A form drawn from a command's schema: one labelled field each, the input its kind asks for, what is required
 * marked, what does not fit said at the field. Lists take many lines at once, as people paste them. The value
 * lives with the caller.
 */
import { useId } from "react";
import type { When } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";
import type { Field, FieldKind } from "./fields.ts";
import { choiceLabel, fieldLabel } from "./labels.ts";
import { NameInput } from "./name-input.tsx";
import { OrgInput, OrgsInput } from "./org-inputs.tsx";
import { PostInput } from "./post-input.tsx";
import { ThingInput } from "./thing-input.tsx";
import type { Trouble, Value, Values } from "./values.ts";
import { WhenInput } from "./when-input.tsx";

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
  const grouped = SEVERAL.has(field.is.kind) || (field.is.kind === "list" && (field.is.item.kind === "group" || field.is.item.kind === "org"));
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

interface FieldInputProps {
  readonly id: string;
  readonly labelId: string;
  readonly label: string;
  readonly is: FieldKind;
  readonly path: string;
  readonly value: Value;
  readonly troubles: Readonly<Record<string, Trouble>>;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly onChange: (value: Value) => void;
}

function FieldInput(props: FieldInputProps) {
  const { id, is, value, label, labelId, onChange } = props;
  const { t, lang } = useText();
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const state = {
    id, required: props.required, ...(props.invalid ? { "aria-invalid": true as const, "aria-describedby": `${id}-trouble` } : {}),
  };
  switch (is.kind) {
    case "text":
      return is.long ? (
        <textarea {...state} value={text} maxLength={is.most} rows={3} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...state} type="text" value={text} maxLength={is.most} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      );
    case "number":
      return <input {...state} type="number" inputMode="decimal" step={is.whole ? 1 : "any"} min={is.least} max={is.most} value={text} onChange={(event) => onChange(event.target.value)} />;
    case "yes-no":
      return (
        <label className="tick">
          <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} /> {label}
        </label>
      );
    case "choice":
      return (
        <select {...state} value={text} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t("say.choose")}</option>
          {is.choices.map((choice) => (
            <option key={String(choice)} value={String(choice)}>
              {choiceLabel(String(choice), lang)}
            </option>
          ))}
        </select>
      );
    case "when":
      return <WhenInput id={id} labelledBy={labelId} value={value as When | undefined} onChange={onChange} />;
    case "instant":
      return <WhenInput id={id} labelledBy={labelId} exact value={typeof value === "number" ? { earliest: value, latest: value } : undefined} onChange={(when) => onChange(when?.earliest)} />;
    case "post":
      return <PostInput id={id} labelledBy={labelId} value={(value ?? {}) as Values} onChange={onChange} />;
    case "name":
      return <NameInput id={id} labelledBy={labelId} value={(value ?? {}) as Values} onChange={onChange} />;
    case "org":
      return <OrgInput state={state} value={text} onChange={onChange} />;
    case "thing":
      return <ThingInput state={state} of={is.of} value={text} onChange={onChange} />;
    case "map":
      return <textarea {...state} rows={3} value={text} onChange={(event) => onChange(event.target.value)} />;
    case "list":
      return <ListInput {...props} is={is} />;
    case "group":
      return (
        <div className="group" role="group" aria-labelledby={labelId}>
          <SchemaFields fields={is.fields} values={(value ?? {}) as Values} troubles={props.troubles} prefix={`${props.path}.`} onChange={onChange} />
        </div>
      );
  }
}

/** Simple items are typed one a line; groups get a block each. */
function ListInput({ is, ...props }: FieldInputProps & { is: Extract<FieldKind, { kind: "list" }> }) {
  const { t } = useText();
  const { names } = useScene();
  const { value, onChange } = props;
  if (is.item.kind !== "group") {
    const of = is.item.kind === "thing" ? t("form.manyThings", { kind: names.kind(is.item.of) }) : t("form.many");
    if (is.item.kind === "org") return <OrgsInput id={props.id} labelledBy={props.labelId} value={Array.isArray(value) ? (value as readonly string[]) : []} onChange={onChange} />;
    return (
      <>
        <textarea id={props.id} rows={3} required={props.required} value={typeof value === "string" ? value : ""} aria-describedby={`${props.id}-hint`} onChange={(event) => onChange(event.target.value)} />
        <p className="hint" id={`${props.id}-hint`}>
          {of}
        </p>
      </>
    );
  }
  const rows = (Array.isArray(value) ? value : [{}]) as readonly Values[];
  const fields: readonly Field[] = is.item.fields;
  return (
    <div className="rows" role="group" aria-labelledby={props.labelId}>
      {rows.map((row, index) => (
        <div key={index} className="group">
          <SchemaFields fields={fields} values={row} troubles={props.troubles} prefix={`${props.path}[${index}].`} onChange={(next) => onChange(rows.map((one, at) => (at === index ? next : one)))} />
          {rows.length > 1 ? (
            <button type="button" className="quiet" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
              {t("form.removeRow", { n: index + 1 })}
            </button>
          ) : null}
        </div>
      ))}
      <button type="button" onClick={() => onChange([...rows, {}])}>
        {t("form.addRow")}
      </button>
    </div>
  );
}
