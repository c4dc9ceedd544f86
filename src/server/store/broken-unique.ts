/** The unique constraints whose breach has an answer of its own, with the column by which SQLite names each. */
const LAST_COLUMN = {
  integrations_name: "integrations.name",
  idempotent_answers_key: "idempotent_answers.key_hash",
} as const;

export type UniqueConstraint = keyof typeof LAST_COLUMN;

/**
 * Which unique constraint a failed write broke; null when it failed for another reason. PostgreSQL names the
 * constraint, SQLite its columns.
 */
export function brokenUnique(error: unknown): UniqueConstraint | null {
  const { message = "", constraint } = error as { message?: string; constraint?: string };
  for (const [name, column] of Object.entries(LAST_COLUMN)) {
    const named = constraint === name;
    if (named || (message.includes("UNIQUE constraint failed") && message.endsWith(column))) {
      return name as UniqueConstraint;
    }
  }
  return null;
}
