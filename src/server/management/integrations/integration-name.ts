import { storedTextProblem } from "../../edge/stored-text";
import { breaksUniqueName } from "../../store/broken-unique";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { badFields, Problem } from "../problem";

/**
 * Domain rule 1. @throws Problem 409 that names the id of the integration that already has the name, and 400
 * for a name that is too long for an index, or that has an invisible character
 */
export async function requireFreeName(
  db: Database,
  { id, network_id, name }: Pick<Row<"integrations">, "id" | "network_id" | "name">,
): Promise<void> {
  const problem = storedTextProblem(name);
  if (problem !== null) throw badFields([{ field: "name", reason: problem }]);
  const other = await db
    .selectFrom("integrations")
    .select("id")
    .where("network_id", "=", network_id)
    .where("name", "=", name)
    .where("id", "!=", id)
    .executeTakeFirst();
  if (other !== undefined) throw nameTaken(name, `the integration ${other.id}`);
}

/** Awaits a write that stores the name. @throws Problem 409 when another write took the name meanwhile. */
export async function awaitUniqueName(name: string, write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (breaksUniqueName(error)) throw nameTaken(name, "another integration");
    throw error;
  }
}

function nameTaken(name: string, owner: string): Problem {
  const reason = `must be unique in the network: ${owner} is named ${JSON.stringify(name)}`;
  return new Problem(409, [`name ${reason}`], [{ field: "name", reason }]);
}
