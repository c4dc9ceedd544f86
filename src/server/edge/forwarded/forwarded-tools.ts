import { type ManagedKind, toolsById } from "../../managed-by/managed-objects";
import type { ForwardedAnswer } from "../../network/edge-elsewhere";
import type { Database } from "../../store/database";
import { isObject, type JsonObject } from "../edge-request";

/** Adds to the objects of an answer the tool that wrote each last. The controller does not know it. */
export async function withTools(
  db: Database,
  kind: ManagedKind | null,
  answer: ForwardedAnswer,
): Promise<ForwardedAnswer> {
  const { data } = answer.body;
  if (kind === null || answer.status >= 300 || data === undefined) return answer;
  const objects = (Array.isArray(data) ? data : [data]).filter(isObject);
  const ids = objects.map(({ id }) => String(id));
  const tools = await toolsById(db, kind, ids);
  const shown = (object: JsonObject) => ({ ...object, managedBy: tools.get(String(object.id)) ?? null });
  return {
    ...answer,
    body: { ...answer.body, data: Array.isArray(data) ? objects.map(shown) : objects.map(shown)[0] },
  };
}
