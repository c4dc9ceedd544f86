import type { AzureCredentials } from "../../../src/connect/entra/access-token";
import { setEntraToken } from "../../../src/connect/entra/set-token";
import { type Loopback, startLoopback } from "../../support/fake-api/loopback";
import { quickConnection, rejection } from "../support/connection";
import {
  AZURE_ASSERTION,
  AZURE_CLIENT_ID,
  AZURE_CLIENT_SECRET,
  type EntraTenant,
  graphError,
  JOB_ID,
  SERVICE_PRINCIPAL,
  startEntraTenant,
  TENANT_ID,
} from "../support/entra-tenant";

const TOKEN = "planted-scim-token";

let entra: EntraTenant;
let connection: ReturnType<typeof quickConnection>;
/** A SCIM server that knows the new token only. */
let scim: Loopback;
beforeEach(async () => {
  entra = await startEntraTenant();
  connection = quickConnection();
  scim = await startLoopback(({ headers }) =>
    headers.authorization === `Bearer ${TOKEN}` ? { body: { totalResults: 0 } } : { status: 401 },
  );
});
afterEach(async () => {
  connection.close();
  await entra.stop();
  await scim.stop();
});

interface Wishes {
  readonly proof?: AzureCredentials["proof"];
  readonly servicePrincipalId?: string;
  readonly jobId?: string;
  readonly token?: string;
}

function set({ proof, servicePrincipalId = SERVICE_PRINCIPAL, jobId, token = TOKEN }: Wishes = {}) {
  return setEntraToken({
    connection,
    application: { graphUrl: entra.url, servicePrincipalId },
    credentials: {
      loginUrl: entra.url,
      tenantId: TENANT_ID,
      clientId: AZURE_CLIENT_ID,
      proof: proof ?? { kind: "secret", value: AZURE_CLIENT_SECRET },
    },
    integrationUrl: `${scim.url}/scim/v2/1`,
    token,
    jobId,
  });
}

/** The calls that Graph got, without the part that all have. */
const graphCalls = () =>
  entra.received
    .filter(({ url }) => url.startsWith("/v1.0/"))
    .map(({ method, url }) => `${method} ${url.split("/synchronization")[1]}`);

describe("the token of an enterprise application in Entra", () => {
  it("is set with the URL and its flag, and tried", async () => {
    expect(await set()).toEqual({ id: JOB_ID, status: "Active" });
    expect(entra.tenant.secrets.get("SecretToken")).toBe(TOKEN);
    expect(entra.tenant.secrets.get("BaseAddress")).toBe(`${scim.url}/scim/v2/1?aadOptscim062020`);
    expect(scim.received[0]?.url).toContain("/scim/v2/1/Users?aadOptscim062020");
  });

  it("keeps the other secrets of the application: they are neither read nor sent", async () => {
    await set();
    expect(entra.tenant.secrets.get("SyncAll")).toBe("false");
    expect(entra.tenant.secrets.get("SyncNotificationSettings")).toContain("admin@example.com");
    expect(graphCalls()).toEqual(["GET /jobs", "PUT /secrets", `POST /jobs/${JOB_ID}/validateCredentials`]);
    const put = entra.received.find(({ method }) => method === "PUT");
    const { value } = JSON.parse(put?.body ?? "") as { value: { key: string }[] };
    expect(value.map(({ key }) => key)).toEqual(["BaseAddress", "SecretToken"]);
  });

  it("is set with the JWT of a federated identity in place of a client secret", async () => {
    await set({ proof: { kind: "assertion", value: AZURE_ASSERTION } });
    expect(entra.tenant.secrets.get("SecretToken")).toBe(TOKEN);
  });

  it("is set and not tried where the application has no job", async () => {
    entra.tenant.jobs = [];
    expect(await set()).toBeNull();
    expect(entra.tenant.secrets.get("SecretToken")).toBe(TOKEN);
  });

  it("is tried with the job that was chosen among several", async () => {
    entra.tenant.jobs = [{ id: "scim.1" }, { id: JOB_ID, status: null }];
    expect(await set({ jobId: JOB_ID })).toEqual({ id: JOB_ID, status: null });
  });

  it.each<[string, Wishes, string]>([
    ["with several jobs and no choice", {}, `has 2 provisioning jobs.*--job: scim.1, ${JOB_ID}`],
    [
      "with a job that is not there",
      { jobId: "scim.9" },
      `no provisioning job scim.9. It has scim.1, ${JOB_ID}`,
    ],
  ])("is not set %s", async (_, wishes, message) => {
    entra.tenant.jobs = [{ id: "scim.1" }, { id: JOB_ID }];
    const failure = await rejection(set(wishes));
    expect(failure.message).toMatch(new RegExp(`${message}.*Nothing was changed`));
    expect(entra.tenant.secrets.get("SecretToken")).toBe("old");
  });

  it("is an error where Entra cannot use it, without the token that Graph repeats", async () => {
    const { message } = await rejection(set({ token: "planted-wrong-token" }));
    expect(message).toContain("answered 400: InvalidCredentials: We received this error: 401.");
    expect(message).toContain("Entra has the new token, but could not use it.");
    expect(message).not.toContain("planted");
  });
});

describe("a refusal of Entra says what lacks, and nothing was changed", () => {
  afterEach(() => expect(entra.tenant.secrets.get("SecretToken")).toBe("old"));

  it("the client secret", async () => {
    const { message } = await rejection(set({ proof: { kind: "secret", value: "planted-wrong" } }));
    expect(message).toMatch(
      /^POST \/0f0e.*\/oauth2\/v2.0\/token at 127.* 401: invalid_client, AADSTS7000215: Invalid client/,
    );
    expect(message).toContain("Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.");
    expect(message).not.toMatch(/Trace ID|planted/);
  });

  it("the federated credential", async () => {
    const { message } = await rejection(set({ proof: { kind: "assertion", value: "eyJ.other" } }));
    expect(message).toContain("and AZURE_FEDERATED_TOKEN_FILE. Issuer, subject and audience");
  });

  it("403: the permission", async () => {
    entra.tenant.isAllowed = false;
    const { message } = await rejection(set());
    expect(message).toContain("403: Authorization_RequestDenied: Insufficient privileges");
    expect(message).toContain("Application.ReadWrite.OwnedBy and make it an owner");
    expect(message).toContain("Synchronization.ReadWrite.All");
  });

  it("404: the object id", async () => {
    const { message } = await rejection(set({ servicePrincipalId: AZURE_CLIENT_ID }));
    expect(message).toContain("404: Request_ResourceNotFound");
    expect(message).toContain("--service-principal takes its object ID");
  });

  it("401: the cloud", async () => {
    entra.next.push({ body: { token_type: "Bearer", access_token: "of-another-cloud" } });
    const { message } = await rejection(set());
    expect(message).toContain("--graph-url and --login-url must belong to the same cloud");
  });

  it("429: how long to wait", async () => {
    connection.close();
    connection = quickConnection({ maxRetries: 0 });
    const busy = graphError(429, "TooManyRequests", "Too many requests");
    entra.next.push(
      { body: { token_type: "Bearer", access_token: "t" } },
      { ...busy, headers: { "retry-after": "9" } },
    );
    const { message } = await rejection(set());
    expect(message).toContain("Microsoft Graph asks for fewer requests. Run the command again in 9 s.");
  });

  it("another form of answer, and the setting to check", async () => {
    entra.next.push({ body: { token_type: "Bearer", access_token: "t" } }, { body: { jobs: [] } });
    const { message } = await rejection(set());
    expect(message).toContain("answered something that does not fit");
    expect(message).toContain("--graph-url");
  });
});
