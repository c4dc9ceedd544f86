type Columns = Readonly<Record<string, string | number | null>>;

/**
 * The columns whose value differs. A statement that names a column rewrites its indexes, even when the value
 * stays the same.
 */
export function changedColumns<Some extends Columns>(before: Columns, after: Some): Partial<Some> {
  const entries = Object.entries(after).filter(([name, value]) => before[name] !== value);
  return Object.fromEntries(entries) as Partial<Some>;
}
