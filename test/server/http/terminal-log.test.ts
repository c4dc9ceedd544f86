import { terminalLog } from "../../../src/server/http/terminal-log";
import { type Connection, TestServer } from "../support/running-server";

let server: TestServer;
let shown: string[] = [];
let to: Connection;
beforeEach(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  const log = terminalLog({ write: (line) => shown.push(line) });
  await server.close();
  await server.open({ log });
  shown = [];
});
afterEach(() => server.stop());

/** The part of a line after the time of day. */
const lines = () => shown.map((line) => /^\d\d:\d\d:\d\d (.+)\n$/s.exec(line)?.[1] ?? line);

test("a request is one line: status, method, path without query, milliseconds", async () => {
  await server.scim(to, "GET", '/Users?filter=userName eq "ada"');
  expect(lines()).toEqual([expect.stringMatching(/^200 GET \/scim\/v2\/[^/]+\/Users [\d.]+ ms$/)]);
});

test("a refused request says why in its line", async () => {
  await server.scim({ ...to, token: "nfscim_guess" }, "GET", "/Users");
  await server.scim(to, "GET", "/Users?filter=nonsense");
  await server.scim(to, "GET", "/Users/nobody");
  await server.api("POST", "/scim/v1/integrations", { networkId: server.running.networkId, name: "okta" });
  await server.send("POST", "/oauth2/token");
  expect(lines().map((line) => line.replace(/^(\d+ \S+).* ms: /, "$1: "))).toEqual([
    "401 GET: unknown token",
    "400 GET: invalidFilter",
    "404 GET: Not Found",
    "409 POST: refused: name",
    "401 POST: invalid_client",
  ]);
});

test("a push that a rule refuses is one line with the rule's reason, without the person's name", async () => {
  const other = await server.connected("entra");
  await server.scim(to, "POST", "/Users", { userName: "ada" });
  shown = [];
  await server.scim(other, "POST", "/Users", { userName: "ada" });
  expect(lines()).toEqual([expect.stringMatching(/^409 POST .* ms: push refused: /)]);
  expect(shown.join("")).not.toContain("ada");
});

test("an error is shown with its stack and the id of its request", () => {
  const line = {
    level: 50,
    time: Date.now(),
    traceId: "r1",
    err: { stack: "Error: x\n    at y" },
    msg: "unexpected error",
  };
  terminalLog({ write: (text) => shown.push(text) }).write(JSON.stringify(line));
  expect(lines()).toEqual(["error: unexpected error (request r1)\nError: x\n    at y"]);
});

test("control characters are not written to the terminal", () => {
  const line = {
    level: 30,
    time: Date.now(),
    status: 404,
    method: "GET",
    path: "/\u001b[2J\u009bx",
    milliseconds: 1,
  };
  terminalLog({ write: (text) => shown.push(text) }).write(JSON.stringify(line));
  expect(lines()).toEqual(["404 GET /?[2J?x 1 ms: Not Found"]);
});
