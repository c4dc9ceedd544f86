import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { described, FieldFrame } from "./field";

/** One of the values that may be chosen. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly help?: ComponentChildren;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly help?: ComponentChildren;
  readonly error?: string | null;
  readonly disabled?: boolean;
}

/** A list that opens. For many values. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, value, options, onChange, help, error, disabled } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <select
        {...described(id, help, error)}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** Every value at once, each with its help. For few values. */
export function Radios<Value extends string>(props: Props<Value>) {
  const { label, value, options, onChange, help, error, disabled } = props;
  const name = useId();
  return (
    <fieldset class="field" disabled={disabled}>
      <legend>{label}</legend>
      {help !== undefined && <p class="sub">{help}</p>}
      {options.map((option) => (
        <label key={option.value} class="option">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.help !== undefined && <span class="sub block">{option.help}</span>}
          </span>
        </label>
      ))}
      {error && <p class="field-error">{error}</p>}
    </fieldset>
  );
}

/** A box that is ticked or not. */
export function Toggle(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly help?: ComponentChildren;
  readonly disabled?: boolean;
}) {
  const { label, checked, onChange, help, disabled } = props;
  return (
    <label class="option">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {help !== undefined && <span class="sub block">{help}</span>}
      </span>
    </label>
  );
}
