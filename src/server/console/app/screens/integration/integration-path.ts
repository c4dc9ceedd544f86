/** Where the API has an integration. */
export function integrationPath(id: string): string {
  return `/scim/v1/integrations/${encodeURIComponent(id)}`;
}
