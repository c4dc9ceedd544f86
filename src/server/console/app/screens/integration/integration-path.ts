import { INTEGRATIONS } from "../../api/gateway";

/** Where the API has an integration. */
export function integrationPath(id: string): string {
  return `${INTEGRATIONS}/${encodeURIComponent(id)}`;
}

/** Where the API has the tokens of an integration. */
export function tokensPath(id: string): string {
  return `${integrationPath(id)}/tokens`;
}
