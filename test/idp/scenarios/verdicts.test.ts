import { isPassed } from "../../../src/idp/scenarios/run-scenario";
import { eachIntegration } from "../support/each-integration";
import {
  type Fault,
  type FaultyProxy,
  type Passing,
  type Returned,
  startFaultyProxy,
} from "../support/faulty-proxy";
import { type CaseResult, runOnServer } from "../support/run-on-server";

const on = eachIntegration("faulty");
let proxy: FaultyProxy | null = null;
afterEach(async () => {
  await proxy?.close();
  proxy = null;
});

/** Runs a scenario through a proxy with a fault. */
async function through(fault: Fault, key: string, name: string, variant = "default"): Promise<CaseResult> {
  proxy = await startFaultyProxy(on.server.url, fault);
  return runOnServer(on.server, on.to, key, name, variant, { origin: proxy.url });
}

/** A fault in the answers to some requests. */
function spoil(
  concerns: (request: Passing) => boolean,
  change: (answer: Returned, request: Passing) => Partial<Returned>,
): Fault {
  return async (request, forward) => {
    const answer = await forward();
    return concerns(request) ? { ...answer, ...change(answer, request) } : answer;
  };
}

const always = () => true;
const isCreate = ({ method }: Passing) => method === "POST";
const isLookUp = ({ method, url }: Passing) => method === "GET" && url.includes("filter=");
const isRemoval = ({ body }: Passing) => JSON.stringify(body?.Operations ?? []).includes('"Remove"');
const nothing: Returned = { status: 204, headers: {}, body: null };
const text = (answer: Returned) => JSON.stringify(answer.body);
const json = (content: string) => ({ body: JSON.parse(content) as Returned["body"] });

test("without a fault, the proxy changes no verdict", async () => {
  const { problems } = await through((_request, forward) => forward(), "entra", "group-lifecycle");
  expect(problems).toEqual([]);
});

describe("Entra ID reports", () => {
  test("404 to a filter that finds nobody", async () => {
    const fault = spoil(isLookUp, ({ body }) =>
      body?.totalResults === 0 ? { status: 404, body: { detail: "none" } } : {},
    );
    const { problems, report } = await through(fault, "entra", "test-connection");
    expect(problems[0]).toBe("test connection: status 404 (none); wanted 200 with an empty ListResponse");
    expect(isPassed(report)).toBe(false);
  });

  test("a user found where none can exist", async () => {
    await on.server.scim(on.to, "POST", "/Users", { userName: "resident" });
    const fault: Fault = (request, forward) => forward({ url: request.url.split("?", 1)[0] ?? "" });
    const { problems } = await through(fault, "entra", "test-connection");
    expect(problems).toEqual(["test connection: totalResults is 1; wanted 0, because nobody can match"]);
  });

  test("a filter that is ignored", async () => {
    await on.server.scim(on.to, "POST", "/Users", { userName: "resident" });
    const fault: Fault = (request, forward) =>
      forward(isLookUp(request) ? { url: request.url.split("?", 1)[0] ?? "" } : {});
    const { problems } = await through(fault, "entra", "user-lifecycle");
    expect(problems[0]).toMatch(
      /^find user: a resource came that is not userName ada\..*: the filter was not applied$/,
    );
  });

  test("booleans that come back as text", async () => {
    const fault = spoil(isCreate, (answer) => json(text(answer).replace('"active":true', '"active":"True"')));
    const { problems } = await through(fault, "entra", "user-lifecycle");
    expect(problems).toEqual(['create user: active came back as the text "True", not as the boolean true']);
  });

  test("booleans that do not come back", async () => {
    const fault = spoil(isCreate, ({ body }) => ({ body: { ...body, active: undefined } }));
    const { problems } = await through(fault, "entra", "user-lifecycle");
    expect(problems).toEqual(["create user: active is missing; it was sent as true"]);
  });

  test("null for what has no value", async () => {
    const fault = spoil(isCreate, ({ body }) => ({
      body: { ...body, name: { ...(body?.name as object), middleName: null } },
    }));
    const { problems } = await through(fault, "entra", "user-lifecycle");
    expect(problems).toEqual(["create user: name.middleName is null; an absent value must be left out"]);
  });

  test("application/json", async () => {
    const headers = { "content-type": "application/json" };
    const fault = spoil(isLookUp, () => ({ headers }));
    const { problems } = await through(fault, "entra", "test-connection");
    expect(problems).toEqual([
      "test connection: Content-Type is application/json; wanted application/scim+json",
    ]);
  });

  test("a phone number in another form", async () => {
    const fault = spoil(always, (answer) =>
      json(text(answer).replaceAll("+44 7700 900077", "+447700900077")),
    );
    const { problems } = await through(fault, "entra", "profile-change");
    expect(problems).toContain('check user: phoneNumbers has no {"type":"mobile","value":"+44 7700 900077"}');
  });

  test("a value array that removes nobody", async () => {
    const fault: Fault = async (request, forward) => (isRemoval(request) ? nothing : forward());
    const { problems } = await through(fault, "entra", "group-lifecycle");
    expect(problems).toContainEqual(expect.stringMatching(/^check members: members still has /));
  });

  test("a value array that removes everybody", async () => {
    const fault: Fault = (request, forward) =>
      forward(
        isRemoval(request)
          ? { body: { ...request.body, Operations: [{ op: "remove", path: "members" }] } }
          : {},
      );
    const { problems } = await through(fault, "entra", "group-lifecycle");
    expect(problems).toContainEqual(expect.stringMatching(/^check members: members lacks /));
  });

  test("members that were excluded", async () => {
    const fault: Fault = (request, forward) =>
      forward({ url: request.url.replace("excludedAttributes=members", "") });
    const { problems } = await through(fault, "entra", "group-lifecycle");
    expect(problems).toContain("read group: members must not be returned");
  });

  test('a refusal of the text "False", after which it gives up', async () => {
    const fault: Fault = async (request, forward) =>
      JSON.stringify(request.body).includes('"False"')
        ? { status: 400, headers: {}, body: { detail: "active must be a boolean" } }
        : forward();
    const { problems, report } = await through(fault, "entra", "user-lifecycle");
    expect(problems[0]).toBe("disable user: status 400 (active must be a boolean); wanted status 200 or 204");
    expect(report.stopped).toContain("disable user: PATCH");
  });

  test("a role stored as JSON text", async () => {
    const kept = (answer: Returned) => ({
      body: { ...answer.body, roles: [{ value: '{"id":"1","value":"admin"}' }] },
    });
    const fault = spoil(({ method }) => method === "GET", kept);
    const { problems } = await through(fault, "entra", "complex-roles");
    expect(problems).toContain("check user: roles lacks reader, auditor, admin");
  });

  test("a DELETE that deletes nothing", async () => {
    let deletes = 0;
    const fault: Fault = async (request, forward) => {
      if (request.method !== "DELETE") return forward();
      deletes += 1;
      return deletes === 1 ? nothing : forward();
    };
    const { problems } = await through(fault, "entra", "user-lifecycle");
    expect(problems).toEqual(["check gone: status 200; wanted status 404"]);
  });
});

describe("Okta", () => {
  test("accepts 404 to a look-up", async () => {
    const fault = spoil(isLookUp, ({ body }) => (body?.totalResults === 0 ? { status: 404, body: {} } : {}));
    const { problems } = await through(fault, "okta", "user-lifecycle", "oin");
    expect(problems).toEqual([]);
  });

  test("reports an empty body in answer to a create", async () => {
    const fault = spoil(isCreate, () => ({ body: null, headers: {} }));
    const { problems } = await through(fault, "okta", "user-lifecycle", "oin");
    expect(problems[0]).toBe("create user: the body is empty; the provider needs the id in it");
  });

  test("reports bulkId in an id", async () => {
    const fault = spoil(isCreate, ({ body }) => ({ body: { ...body, id: "bulkId:1" } }));
    const { problems } = await through(fault, "okta", "user-lifecycle", "oin");
    expect(problems[0]).toBe("create user: the id bulkId:1 must not contain bulkId");
  });

  test("reports totalResults as text", async () => {
    const fault = spoil(isLookUp, ({ body }) => ({ body: { ...body, totalResults: "0" } }));
    const { problems } = await through(fault, "okta", "user-lifecycle", "oin");
    expect(problems).toEqual(['find user: totalResults is "0", not an integer']);
  });

  test("reports pages that repeat users", async () => {
    for (let index = 0; index < 3; index += 1)
      await on.server.scim(on.to, "POST", "/Users", { userName: `u${index}` });
    const fault: Fault = async (_request, forward) => {
      const answer = await forward({ url: `/scim/v2/${on.to.id}/Users?startIndex=1&count=2` });
      return { ...answer, body: { ...answer.body, startIndex: undefined } };
    };
    const { problems } = await through(fault, "okta", "import-users", "oin");
    expect(problems).toEqual([
      expect.stringMatching(/^user .* came twice: the order of the pages is not stable$/),
    ]);
  });

  test("reports a second user of one name", async () => {
    let creations = 0;
    const fault: Fault = (request, forward) => {
      if (!isCreate(request)) return forward();
      creations += 1;
      return forward({
        body: { ...request.body, userName: `user-${creations}`, displayName: `User ${creations}` },
      });
    };
    const { problems } = await through(fault, "okta", "duplicate-user", "oin");
    expect(problems).toEqual(["create user again: status 201; wanted status 409"]);
  });

  test("reports a password in an answer", async () => {
    const fault = spoil(
      ({ method }) => method === "GET",
      ({ body }) => ({ body: { ...body, password: "x" } }),
    );
    const { problems } = await through(fault, "okta", "password-sync", "oin");
    expect(problems).toContain("check user: password must not be returned");
  });
});

describe("Google Workspace reports", () => {
  test("schemas that do not describe the User", async () => {
    const fault = spoil(always, ({ body }) => ({ body: { ...body, Resources: [] } }));
    const { problems } = await through(fault, "google", "discover-schema");
    expect(problems).toEqual([
      "discover schemas: no schema has the id urn:ietf:params:scim:schemas:core:2.0:User",
    ]);
  });
});

test("a server that does not answer is a problem, not a crash", async () => {
  const gone = await startFaultyProxy(on.server.url, (_request, forward) => forward());
  await gone.close();
  const { problems } = await runOnServer(on.server, on.to, "entra", "test-connection", "default", {
    origin: gone.url,
  });
  expect(problems[0]).toMatch(/^test connection: no answer: .*ECONNREFUSED/);
});

test("a page of HTML is a problem", async () => {
  const fault: Fault = async () => ({ status: 200, headers: { "content-type": "text/html" }, body: null });
  proxy = await startFaultyProxy(on.server.url, fault);
  const { problems } = await runOnServer(on.server, on.to, "google", "discover-schema", "default", {
    origin: proxy.url,
  });
  expect(problems[0]).toBe(
    "discover schemas: no schema has the id urn:ietf:params:scim:schemas:core:2.0:User",
  );
});
