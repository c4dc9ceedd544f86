interface Props {
  readonly label: string;
  /** Empty: no filter. */
  readonly value: string;
  /** The words for each value that may be chosen. */
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
}

/** A filter of a list, with few values. */
export function FilterSelect({ label, value, options, onChange }: Props) {
  return (
    <select
      aria-label={label}
      value={value in options ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{label}: all</option>
      {Object.entries(options).map(([key, words]) => (
        <option key={key} value={key}>
          {label}: {words}
        </option>
      ))}
    </select>
  );
}
