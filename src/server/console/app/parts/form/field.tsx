import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface Described {
  readonly label: string;
  /** What to know before one types. */
  readonly help?: ComponentChildren;
  /** What is wrong with the value. */
  readonly error?: string | null;
  /** True: the field may stay empty, and says so. */
  readonly optional?: boolean | undefined;
}

interface ControlProps extends Described {
  readonly name?: string;
  readonly value?: string;
  /** Gets the text after each key. */
  readonly onInput?: (text: string) => void;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly spellcheck?: boolean;
}

/** Preact knows a type for each kind of input. All kinds of ours take the same attributes. */
type PlainInput = Omit<FieldProps, keyof Described | "onInput" | "type"> & { readonly type: "text" };

interface FieldProps extends ControlProps {
  readonly type?: "text" | "password" | "search" | "url" | "number";
  readonly autocomplete?: "off" | "username" | "current-password";
  /** True: the field gets the focus when it appears. */
  readonly takesFocus?: boolean;
}

/** A field of one line with its label. `error` is read with the field. */
export function Field({ label, help, error, optional, takesFocus = false, onInput, ...input }: FieldProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <FieldFrame id={id} label={label} help={help} error={error} optional={optional}>
      <input
        {...(input as PlainInput)}
        {...described(id, help, error)}
        ref={box}
        dir="auto"
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

/** A field of many lines with its label. */
export function TextArea(props: ControlProps & { readonly rows?: number }) {
  const { label, help, error, optional, onInput, ...area } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error} optional={optional}>
      <textarea
        {...area}
        {...described(id, help, error)}
        dir="auto"
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

type FrameProps = Described & { readonly id: string; readonly children: ComponentChildren };

/** Label, help and error around a control that `described` marks. */
export function FieldFrame({ id, label, help, error, optional = false, children }: FrameProps) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="sub"> (optional)</span>}
      </label>
      {children}
      {help !== undefined && (
        <p class="sub" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** The attributes that tie a control to its help and error. */
export function described(id: string, help: ComponentChildren, error: string | null | undefined) {
  const by = [error ? `${id}-error` : "", help === undefined ? "" : `${id}-help`].filter(
    (each) => each !== "",
  );
  return {
    id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": by.length === 0 ? undefined : by.join(" "),
  };
}
