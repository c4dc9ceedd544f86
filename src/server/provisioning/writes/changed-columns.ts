type Columns = Readonly<Record<string, string | number | null>>;

/**
 * Those of the columns that differ from what they were. A statement that names a column writes its indexes anew, whether the
 * value differs or not.
 */
export function changedColumns<Some extends Columns>(before: Columns, after: Some): Partial<Some> {
  const entries = Object.entries(after).filter(([name, value]) => before[name] !== value);
  return Object.fromEntries(entries) as Partial<Some>;
}
