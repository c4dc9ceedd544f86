import type { Client } from "../../client/client";
import { nameAndId } from "../api/names/name-and-id";

/** How a message names an integration: name and id, since names repeat between networks. Never rejects. */
export async function integrationName(id: string, client: Client, signal: AbortSignal): Promise<string> {
  try {
    return nameAndId(await client.integrations.shared(id, { signal }));
  } catch {
    // The message matters more than the name.
    return id;
  }
}
