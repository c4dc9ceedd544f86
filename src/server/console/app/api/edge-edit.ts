import { edge } from "./edge";
import { settingsOf, withEdit } from "./edge-object";

/**
 * Stores an edit of an object of the edge family.
 * @param path of the object, as in `/auth-policies/abc`.
 * @throws Problem as `edge` does.
 */
export async function storeEdit<T extends object>(path: string, before: T, after: T): Promise<void> {
  const now = settingsOf(await edge<T>(path));
  await edge(path, { method: "PUT", body: withEdit(now, settingsOf(before), settingsOf(after)) });
}
