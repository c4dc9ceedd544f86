import { randomUUID } from "node:crypto";
import { type Answer, type Received, startLoopback } from "../../support/fake-api/loopback";

export const TENANT_ID = "0f0e0d0c-1111-4222-8333-444455556666";
export const AZURE_CLIENT_ID = "a1a1a1a1-1111-4222-8333-444455556666";
export const AZURE_CLIENT_SECRET = "planted~azure.client-secret";
export const AZURE_ASSERTION = "eyJ.planted-assertion.sig";
export const SERVICE_PRINCIPAL = "5e5e5e5e-1111-4222-8333-444455556666";
export const JOB_ID = "scim.0f0e0d0c11114222.5e5e5e5e-1111-4222-8333-444455556666";
const ACCESS_TOKEN = "eyJ.planted-access-token.sig";

/** The parts of a tenant that a test sets. */
export interface EntraSettings {
  jobs: { id: string; status?: { code: string } | null }[];
  /** Whether the app registration may do anything. */
  isAllowed: boolean;
  /** The saved secrets of the application. */
  readonly secrets: Map<string, string>;
}

/**
 * The sign-in authority and Microsoft Graph of one tenant, as Microsoft documents them. A PUT of secrets
 * keeps those that it does not name, a GET masks them, and validateCredentials sends a request to the saved
 * address with the saved token.
 */
export async function startEntraTenant() {
  const tenant: EntraSettings = {
    jobs: [{ id: JOB_ID, status: { code: "Active" } }],
    isAllowed: true,
    secrets: new Map([
      ["BaseAddress", "https://old.example.com/scim"],
      ["SecretToken", "old"],
      ["SyncAll", "false"],
      ["SyncNotificationSettings", '{"Enabled":true,"Recipients":"admin@example.com"}'],
    ]),
  };
  /** Answers to give before anything else. */
  const next: Answer[] = [];
  const server = await startLoopback(
    async (request) => next.shift() ?? signIn(request) ?? (await graph(request, tenant)),
  );
  return { url: server.url, received: server.received, tenant, next, stop: server.stop };
}
export type EntraTenant = Awaited<ReturnType<typeof startEntraTenant>>;

/** An error of Microsoft Graph. */
export function graphError(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message, innerError: { "request-id": randomUUID() } } } };
}

function signIn({ method, url, body, headers }: Received): Answer | null {
  if (!url.endsWith("/oauth2/v2.0/token")) return null;
  const refused = (code: string, text: string): Answer => ({
    status: 401,
    body: {
      error: code,
      error_description: `${text}\r\nTrace ID: 1-2-3\r\nTimestamp: now`,
      error_codes: [1],
    },
  });
  const form = new URLSearchParams(body);
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  const isTenant = url === `/${TENANT_ID}/oauth2/v2.0/token`;
  if (method !== "POST" || !isForm || !isTenant)
    return refused("invalid_request", "AADSTS90002: Tenant not found.");
  const isProven =
    form.get("client_secret") === AZURE_CLIENT_SECRET ||
    (form.get("client_assertion") === AZURE_ASSERTION &&
      form.get("client_assertion_type") === "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  if (form.get("client_id") !== AZURE_CLIENT_ID || !isProven)
    return refused("invalid_client", "AADSTS7000215: Invalid client secret provided.");
  if (!form.get("scope")?.endsWith("/.default")) return refused("invalid_scope", "AADSTS70011: scope.");
  return { body: { token_type: "Bearer", expires_in: 3599, access_token: ACCESS_TOKEN } };
}

async function graph({ method, url, headers, body }: Received, tenant: EntraSettings): Promise<Answer> {
  if (headers.authorization !== `Bearer ${ACCESS_TOKEN}`)
    return graphError(401, "InvalidAuthenticationToken", "Access token is empty or invalid.");
  const below = `/v1.0/servicePrincipals/${SERVICE_PRINCIPAL}/synchronization`;
  if (!url.startsWith(below))
    return graphError(404, "Request_ResourceNotFound", `Resource '${url.split("/")[3]}' does not exist.`);
  if (!tenant.isAllowed)
    return graphError(
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
    );
  const call = `${method} ${url.slice(below.length)}`;
  if (call === "GET /jobs") return { body: { value: tenant.jobs } };
  if (call === "GET /secrets")
    return { body: { value: [...tenant.secrets.keys()].map((key) => ({ key, value: "*" })) } };
  if (call === "PUT /secrets") {
    const { value } = JSON.parse(body) as { value: { key: string; value: string }[] };
    for (const pair of value) tenant.secrets.set(pair.key, pair.value);
    return { status: 204 };
  }
  const job = tenant.jobs.find(({ id }) => call === `POST /jobs/${id}/validateCredentials`);
  if (job === undefined) return graphError(404, "ResourceNotFound", "No such job.");
  const { useSavedCredentials } = JSON.parse(body) as { useSavedCredentials?: boolean };
  return useSavedCredentials === true
    ? testConnection(tenant.secrets)
    : graphError(400, "BadRequest", "None.");
}

/** Entra's "Test Connection": a search for somebody who cannot exist. */
async function testConnection(secrets: ReadonlyMap<string, string>): Promise<Answer> {
  const base = new URL(secrets.get("BaseAddress") ?? "");
  const users = new URL(base);
  users.pathname += "/Users";
  users.searchParams.set("filter", `userName eq "${randomUUID()}"`);
  const authorization = `Bearer ${secrets.get("SecretToken")}`;
  const { status } = await fetch(users, { headers: { authorization } });
  if (status === 200) return { status: 204 };
  return graphError(400, "InvalidCredentials", `We received this error: ${status}. Token: ${authorization}`);
}
