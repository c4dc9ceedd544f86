interface Props {
  readonly label: string;
  /** One of the options. Empty: no filter. */
  readonly value: string;
  /** The words for each value that may be chosen. */
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
  /** The words for an empty value. */
  readonly unset?: string;
}

/** A filter of a list, with few values. */
export function FilterSelect({ label, value, options, onChange, unset = "all" }: Props) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">
        {label}: {unset}
      </option>
      {Object.entries(options).map(([key, words]) => (
        <option key={key} value={key}>
          {label}: {words}
        </option>
      ))}
    </select>
  );
}
