/** A call of the API that a view makes. */
export interface ApiCall {
  readonly method: "POST" | "PUT" | "PATCH";
  /** Below the origin, as in `/scim/v1/integrations`. */
  readonly path: string;
  readonly body: unknown;
}

/** A call as a command for curl. The credential comes from the environment, never from the page. */
export function curl(origin: string, { method, path, body }: ApiCall): string {
  const credential = path.startsWith("/edge/")
    ? '-H "zt-session: $ZITI_SESSION"'
    : '-H "Authorization: Bearer $NETFOUNDRY_API_TOKEN"';
  return [
    `curl -X ${method} ${shellText(origin + path)}`,
    credential,
    '-H "Content-Type: application/json"',
    `-d ${shellText(JSON.stringify(body, null, 2))}`,
  ].join(" \\\n  ");
}

/** A text in single quotes, as a shell reads it back. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
