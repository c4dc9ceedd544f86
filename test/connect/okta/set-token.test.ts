import { setOktaToken } from "../../../src/connect/okta/set-token";
import { freePort } from "../../server/support/free-port";
import type { Answer } from "../../support/fake-api/loopback";
import { quickConnection, rejection } from "../support/connection";
import {
  CATALOG_APP,
  CUSTOM_APP,
  OKTA_API_TOKEN,
  type OktaOrg,
  oktaError,
  startOktaOrg,
} from "../support/okta-org";

const TOKEN = "planted-scim-token/+=";

let org: OktaOrg;
let connection: ReturnType<typeof quickConnection>;
beforeEach(async () => {
  org = await startOktaOrg();
  connection = quickConnection();
});
afterEach(async () => {
  connection.close();
  await org.stop();
});

function set(appId: string, apiToken = OKTA_API_TOKEN): Promise<boolean> {
  return setOktaToken({ connection, app: { orgUrl: org.url, appId }, apiToken, token: TOKEN });
}

describe("the token of an app in Okta", () => {
  it("is set and activated by one call, where the app has it", async () => {
    expect(await set(CATALOG_APP)).toBe(true);
    expect(org.tokens.get(CATALOG_APP)).toBe(TOKEN);
    expect(org.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /api/v1/apps/${CATALOG_APP}/connections/default?activate=true`,
    ]);
  });

  it("is not set where Okta answers 200 with UNKNOWN", async () => {
    expect(await set(CUSTOM_APP)).toBe(false);
    expect(org.tokens.get(CUSTOM_APP)).toBe("old");
  });

  it("is an error where the app uses OAuth instead of a token", async () => {
    org.next.push({ body: { authScheme: "OAUTH2", status: "ENABLED" } });
    const { name, message } = await rejection(set(CATALOG_APP));
    expect(name).toBe("IdpRefusal");
    expect(message).toContain("uses OAUTH2 in place of a token.");
  });

  it("is an error while the connection stays disabled", async () => {
    org.next.push({ status: 201, body: { authScheme: "TOKEN", status: "DISABLED" } });
    const { name, message } = await rejection(set(CATALOG_APP));
    expect(name).toBe("IdpRefusal");
    expect(message).toContain("its provisioning connection is DISABLED. So Okta pushes nothing.");
  });
});

describe("a refusal of Okta says what lacks", () => {
  it.each<[string, () => Promise<boolean>, string[]]>([
    [
      "401: the credential",
      () => set(CATALOG_APP, "00another"),
      ["answered 401: E0000011 Invalid token provided. ", "Okta does not accept OKTA_API_TOKEN."],
    ],
    [
      "403: the role",
      () => {
        const forbidden = "You do not have permission to perform the requested action";
        org.next.push(oktaError(403, "E0000006", forbidden));
        return set(CATALOG_APP);
      },
      ["answered 403: E0000006 You do not have permission", "the role of an application administrator"],
    ],
    [
      "404: the id",
      () => set("0oanone"),
      ["answered 404: E0000007", "There is no such app in this org. --app takes the id in the address"],
    ],
  ])("%s", async (_, call, parts) => {
    const { message } = await rejection(call());
    expect(message).toMatch(/^POST \/api\/v1\/apps\/\w+\/connections\/default at 127\.0\.0\.1:\d+ answered/);
    for (const part of parts) expect(message).toContain(part);
  });

  it("an answer of something in between, with its type", async () => {
    org.next.push({ status: 400, headers: { "content-type": "text/html" }, body: "<h1>Blocked</h1>" });
    const { message } = await rejection(set(CATALOG_APP));
    expect(message).toContain("400: the answer (text/html) is no error of Okta");
  });

  it("a redirect, which is not followed, and the setting to check", async () => {
    org.next.push({ status: 302, headers: { location: "https://elsewhere.example.com/x?secret=1" } });
    const { message } = await rejection(set(CATALOG_APP));
    expect(message).toContain("a redirect to https://elsewhere.example.com/x, which is not followed");
    expect(message).toContain("Is --org-url (OKTA_ORG_URL) right");
  });

  it("without a secret, even where Okta repeats them", async () => {
    const body = `${TOKEN} and ${JSON.stringify(TOKEN)}, ${encodeURIComponent(TOKEN)} and ${OKTA_API_TOKEN}`;
    org.next.push(oktaError(400, "E0000001", body));
    const { message } = await rejection(set(CATALOG_APP));
    expect(message).toContain("E0000001 ******** and");
    expect(message).not.toContain("planted");
  });
});

describe("when Okta is busy or away", () => {
  const busy: Answer = {
    ...oktaError(429, "E0000047", "API call exceeded rate limit due to too many requests."),
    headers: { "retry-after": "30" },
  };

  it("a 429 is heeded: the call is repeated after the time that Okta asks for", async () => {
    org.next.push(busy);
    expect(await set(CATALOG_APP)).toBe(true);
    expect(connection.clock.slept).toEqual([30_000]);
  });

  it("a 429 that stays says when to try again", async () => {
    org.next.push(busy, busy, busy, busy, busy);
    const { message } = await rejection(set(CATALOG_APP));
    expect(message).toContain("Okta asks for fewer requests. Run the command again in 30 s.");
  });

  it("a 429 with Okta's own header says until when it lasts", async () => {
    const limited = { ...busy, headers: { "x-rate-limit-reset": "1767225900" } };
    org.next.push(limited, limited, limited, limited, limited);
    const { message } = await rejection(set(CATALOG_APP));
    expect(message).toContain("Run the command again after 2026-01-01T00:05:00Z.");
  });

  it("a 503 is tried again, because the call has the same effect twice", async () => {
    org.next.push({ status: 503 }, { hangUp: true });
    expect(await set(CATALOG_APP)).toBe(true);
    expect(org.received).toHaveLength(3);
  });

  it("a time-out names the host and the setting", async () => {
    connection.close();
    connection = quickConnection({ requestTimeoutMs: 50, maxRetries: 0 });
    org.next.push({ silent: true });
    const { name, message } = await rejection(set(CATALOG_APP));
    expect(name).toBe("ConnectionError");
    expect(message).toContain("it timed out after 50 ms. A longer request_timeout (NF_REQUEST_TIMEOUT)");
  });

  it("a proxy that is not there is named, with its variable", async () => {
    const { HTTP_PROXY } = process.env;
    process.env.HTTP_PROXY = `http://127.0.0.1:${await freePort()}`;
    connection.close();
    connection = quickConnection({ maxRetries: 0 });
    const { message } = await rejection(set(CATALOG_APP));
    if (HTTP_PROXY === undefined) delete process.env.HTTP_PROXY;
    else process.env.HTTP_PROXY = HTTP_PROXY;
    expect(message).toMatch(/the proxy at 127\.0\.0\.1:\d+ refused the connection.*is HTTP_PROXY right/);
  });
});
