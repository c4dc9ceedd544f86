/**
 * The unique constraints with an error answer of their own, and the last column that SQLite names for each.
 */
const LAST_COLUMN = { integrations_name: "integrations.name" } as const;

type UniqueConstraint = keyof typeof LAST_COLUMN;

/**
 * The unique constraint that a failed write broke. PostgreSQL names the constraint, SQLite its columns.
 * @returns Null when the write failed for another reason.
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
