import { gatewayError } from "../../../src/contract/errors";
import { read, TestServer } from "../support/running-server";
import { expectProblem, FORM, INTEGRATIONS } from "./support/gateway";

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe("the answers to invalid requests", () => {
  const json = { "content-type": "application/json" };
  const send = async (path: string, text: string, headers: Record<string, string>) =>
    server.send("POST", path, {
      headers: { authorization: `Bearer ${await server.signIn()}`, ...headers },
      text,
    });

  test("unknown paths and methods: 404 in the gateway's body", async () => {
    expectProblem(await server.api("GET", "/nowhere"), 404);
    expectProblem(await server.api("PUT", "/core/v3/networks"), 404);
  });

  test.each([
    ["a body that is not JSON", "{oops", json, 400],
    ["a body without a content type of JSON", "name=x", FORM, 400],
    ["no body", "", json, 400],
    ["a body that nests without end", "[".repeat(5000), json, 400],
    ["a body beyond the limit", `"${"x".repeat(1024 * 1024)}"`, json, 413],
    ["a body that is a list", "[]", json, 400],
  ])("%s", async (_what, text, headers, status) => {
    const answer = await send(INTEGRATIONS, text, headers);
    expect(answer.status).toBe(status);
    expect(read(gatewayError, answer).status.code).toBe(status);
  });

  test("a path that cannot be decoded: 400", async () => {
    expectProblem(await server.api("GET", `${INTEGRATIONS}/%E0%A4%A`), 400);
  });

  test("the error for a body that is not JSON does not quote the body", async () => {
    const answer = await send(INTEGRATIONS, '{"token": hush-hush}', json);
    expect(JSON.stringify(answer.body)).not.toContain("hush");
  });
});
