/** The input for each kind of field. Lists take many lines at once, as people paste them. */
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";
import type { When } from "../api-types.ts";
import type { Field, FieldKind } from "./fields.ts";
import { choiceLabel } from "./labels.ts";
import { PostInput } from "./post-input.tsx";
import { SchemaFields } from "./schema-form.tsx";
import { ThingInput } from "./thing-input.tsx";
import type { Trouble, Value, Values } from "./values.ts";
import { WhenInput } from "./when-input.tsx";

export interface FieldInputProps {
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

export function FieldInput(props: FieldInputProps) {
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

function OrgInput({ state, value, onChange }: { state: { id: string; required: boolean }; value: string; onChange: (value: string) => void }) {
  const { t } = useText();
  const { orgs, names } = useScene();
  if (orgs.length === 0) return <input {...state} type="text" value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />;
  return (
    <select {...state} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t("say.choose")}</option>
      {orgs.map((org) => (
        <option key={org.id} value={org.id}>
          {names.org(org.id)}
        </option>
      ))}
    </select>
  );
}

function NameInput({ id, labelledBy, value, onChange }: { id: string; labelledBy: string; value: Values; onChange: (value: Values) => void }) {
  const { t } = useText();
  return (
    <div className="pair" role="group" aria-labelledby={labelledBy}>
      {(["zh", "en"] as const).map((lang) => (
        <input key={lang} id={lang === "zh" ? id : `${id}-en`} type="text" lang={lang === "zh" ? "zh-CN" : "en"} aria-label={t(`form.in.${lang}`)} placeholder={t(`form.in.${lang}`)} value={String(value[lang] ?? "")} onChange={(event) => onChange({ ...value, [lang]: event.target.value })} />
      ))}
    </div>
  );
}

/** Simple items are typed one a line; groups get a block each. */
function ListInput({ is, ...props }: FieldInputProps & { is: Extract<FieldKind, { kind: "list" }> }) {
  const { t } = useText();
  const { names } = useScene();
  const { value, onChange } = props;
  if (is.item.kind !== "group") {
    const of = is.item.kind === "thing" ? t("form.manyThings", { kind: names.kind(is.item.of) }) : is.item.kind === "org" ? t("form.manyOrgs") : t("form.many");
    if (is.item.kind === "org") return <OrgsInput id={props.id} labelledBy={props.labelId} value={value} onChange={onChange} />;
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

function OrgsInput({ id, labelledBy, value, onChange }: { id: string; labelledBy: string; value: Value; onChange: (value: Value) => void }) {
  const { orgs, names } = useScene();
  const chosen = new Set(Array.isArray(value) ? (value as readonly string[]) : []);
  return (
    <div id={id} className="org-ticks" role="group" aria-labelledby={labelledBy}>
      {orgs.map((org) => (
        <label key={org.id} className="tick">
          <input
            type="checkbox"
            checked={chosen.has(org.id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, org.id] : [...chosen].filter((one) => one !== org.id))}
          />{" "}
          {names.org(org.id)}
        </label>
      ))}
    </div>
  );
}
