/**
 * Whether a write failed because another integration of the network has the name. PostgreSQL names the
 * constraint, SQLite its columns.
 */
export function breaksUniqueName(error: unknown): boolean {
  const { message = "", constraint } = error as { message?: string; constraint?: string };
  if (constraint === "integrations_name") return true;
  return message.includes("UNIQUE constraint failed") && message.endsWith("integrations.name");
}
