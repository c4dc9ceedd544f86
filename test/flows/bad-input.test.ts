import { createServer, type Server as HttpServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Administrator } from "../support/administrator";
import { eventually } from "../support/processes";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const stage = new Stage();
let log = "";
let admin: Administrator;
let space: TerraformFolder;
beforeAll(async () => {
  await stage.open({
    log: {
      write: (line) => {
        log += line;
      },
    },
  });
  admin = stage.administrator;
  space = stage.space();
});
afterAll(() => stage.close());

const mapping = (body: string) =>
  `resource "netfoundry_scim_mapping" "it" {
    integration_id = "6a2f41a3-c54c-4e01-9d3a-2f8a1f0f9a11"
    ${body}
  }`;

describe("plan refuses an invalid mapping, and names the attribute and what is allowed", () => {
  it.each([
    [
      "an unknown identity name",
      `identity_name = "email"`,
      ["identity_name", "user_name", "formatted_name", `"email"`],
    ],
    [
      "an unknown external ID source",
      `external_id = { source = "mail" }`,
      ["external_id.source", "primary_email", `"mail"`],
    ],
    [
      "a path without custom",
      `external_id = { source = "user_name", path = "externalId" }`,
      ["external_id.path", "custom"],
    ],
    ["custom without a path", `external_id = { source = "custom" }`, ["external_id.path", "custom"]],
    [
      "a path that is no SCIM path",
      `external_id = { source = "custom", path = "emails[" }`,
      ["external_id.path", "emails["],
    ],
    [
      "a path that names no single string",
      `external_id = { source = "custom", path = "active" }`,
      ["external_id.path", "active"],
    ],
  ])("%s", async (_what, body, words) => {
    const error = await space.configure(mapping(body)).fail("plan", "-input=false");
    for (const word of words) expect(error).toContain(word);
    expect(error).toContain("main.tf line");
  });
});

describe("what the API refuses", () => {
  afterEach(() => space.destroy());

  it("a duplicate integration name says how to adopt the other one", async () => {
    const other = await admin.gateway<{ id: string }>("POST", "/scim/v1/integrations", {
      networkId: stage.networkId,
      name: "Taken",
    });
    const error = await space
      .configure(`resource "netfoundry_scim_integration" "it" {\n name = "Taken"\n}`)
      .failApply();
    expect(error).toContain("Taken");
    expect(error).toContain(other.id);
    expect(error).toContain("import");
  });

  it("an unknown auth policy is named with its attribute, and the integration is kept", async () => {
    const error = await space
      .configure(
        `resource "netfoundry_scim_integration" "it" {
          name = "Half"
        }
        resource "netfoundry_scim_mapping" "it" {
          integration_id = netfoundry_scim_integration.it.id
          auth_policy_id = "nowhere"
        }`,
      )
      .failApply();
    expect(error).toContain("auth_policy_id");
    expect(error).toContain("nowhere");
    expect(space.stored("netfoundry_scim_integration.it")).toBeDefined();
  });
});

describe("a server with a fault", () => {
  const configuration = `resource "netfoundry_scim_integration" "it" {\n name = "Any"\n}`;
  const applyWith = (settings: string) => stage.space(settings).failApply(configuration);

  it("a wrong client secret names the settings and not the secret", async () => {
    const error = await applyWith('client_secret = "wrong-and-private"');
    expect(error).toContain("NF_CLIENT_SECRET");
    expect(error).not.toContain("wrong-and-private");
  });

  it("a server that is down is named with its address", async () => {
    const error = await applyWith('api_url = "http://127.0.0.1:9"');
    expect(error).toContain("127.0.0.1:9");
    expect(error).toContain("api_url");
  });

  it("a slow server ends with an error that names the timeout", async () => {
    const error = await withServer(
      () => {},
      (url) => applyWith(`api_url = "${url}"\n  request_timeout = "1s"`),
    );
    expect(error).toMatch(/timed out|no answer/i);
  });

  it("a server that answers HTML is reported", async () => {
    const error = await withServer(
      (_request, response) => {
        response.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome</html>");
      },
      (url) => applyWith(`api_url = "${url}"`),
    );
    expect(error).toContain("text/html");
    expect(error).toContain("api_url");
  });
});

describe("invalid SCIM pushes", () => {
  let tokens: { url: string; token: string }[];
  beforeAll(async () => {
    tokens = await Promise.all(
      ["First", "Second"].map(async (name) => {
        const made = await admin.gateway<{ id: string; integrationUrl: string }>(
          "POST",
          "/scim/v1/integrations",
          {
            networkId: stage.networkId,
            name,
          },
        );
        const { token } = await admin.gateway<{ token: string }>(
          "POST",
          `/scim/v1/integrations/${made.id}/tokens`,
          {},
        );
        return { url: made.integrationUrl, token };
      }),
    );
  });

  const push = async (url: string, token: string, body: string) => {
    const answer = await fetch(`${url}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as { detail: string; scimType?: string } };
  };
  const user = (userName: unknown) =>
    JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName });
  const [first, second] = [
    () => tokens[0] as { url: string; token: string },
    () => tokens[1] as { url: string; token: string },
  ];

  it("the token of another integration is a 401 that the log explains without the token", async () => {
    expect((await push(first().url, second().token, user("a"))).status).toBe(401);
    await eventually("the line in the log", () => /another integration/i.test(log));
    expect(log).not.toContain(second().token);
  });

  it("a body that is not JSON is invalidSyntax", async () => {
    const answer = await push(first().url, first().token, "{userName:");
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidSyntax" } });
  });

  it("a wrong type names the attribute", async () => {
    const answer = await push(first().url, first().token, user({ is: "no string" }));
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidValue" } });
    expect(answer.body.detail).toContain("userName");
  });

  it("a duplicate userName, in any case, is a 409 and leaves the first unchanged", async () => {
    expect((await push(first().url, first().token, user("ada@example.com"))).status).toBe(201);
    const again = await push(first().url, first().token, user("ADA@example.com"));
    expect(again).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
    expect(
      (await admin.identities()).filter(({ name }) => name.toLowerCase() === "ada@example.com"),
    ).toHaveLength(1);
  });
});

async function withServer<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const stub: HttpServer = createServer(listener);
  await new Promise<void>((ready) => stub.listen(0, "127.0.0.1", ready));
  try {
    return await use(`http://127.0.0.1:${(stub.address() as AddressInfo).port}`);
  } finally {
    stub.closeAllConnections();
    await new Promise((closed) => stub.close(closed));
  }
}
