import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { announceCredential, announceServer } from "../../../src/cli/serve/announce";
import { temporaryFolder } from "../../support/temporary-folder";

const ready = {
  url: "https://scim.example.com",
  listensOn: "http://127.0.0.1:8080",
  console: "https://scim.example.com/console/",
  networkId: "n1",
  servesMetrics: false,
  database: "PostgreSQL database db/scim",
  controllerUrl: "https://ctrl.example.com:1280",
  trustedProxies: ["127.0.0.1", "10.0.0.0/8"],
  scimRateLimit: 1000,
  auditRetention: 365,
};
const credential = { clientId: "some-id", clientSecret: "some-secret" };
const folder = temporaryFolder();

function announced(isTTY: boolean, file = join(folder, "new", "credentials.json")): string[] {
  let text = "";
  const output = {
    isTTY,
    write: (more: string) => {
      text += more;
    },
  };
  announceCredential(output, credential, { url: ready.url, file });
  announceServer(output, ready);
  return text.trimEnd().split("\n");
}

test("a terminal gets lines for a person", () => {
  expect(announced(true)).toEqual([
    "The database had no API credential, so one was made. It is shown this once:",
    "  NF_CLIENT_ID=some-id",
    "  NF_CLIENT_SECRET=some-secret",
    "console           https://scim.example.com/console/",
    "integration URLs  https://scim.example.com/scim/v2/<integration id>",
    "management API    https://scim.example.com/scim/v1, https://scim.example.com/core/v3, " +
      "https://scim.example.com/edge/management/v1",
    "metrics           closed, because others can call; --metrics opens them",
    "health            https://scim.example.com/healthz, https://scim.example.com/readyz",
    "listens on        http://127.0.0.1:8080",
    "caller's address  as 127.0.0.1, 10.0.0.0/8 forwards it",
    "data              PostgreSQL database db/scim",
    "network           at the controller https://ctrl.example.com:1280",
    "SCIM requests     at most 1000 a second for each token",
    "audit log         kept for 365 days",
    "log               one line for each request on standard error, secrets masked",
  ]);
});

test("anything else gets one line of JSON each, as the log has, and the secret is in a file", () => {
  const file = join(folder, "credentials.json");
  writeFileSync(file, "of an earlier database", { mode: 0o644 });
  const lines = announced(false, file);
  expect(lines.join()).not.toContain("some-secret");
  const [made, serverLine, ...more] = lines.map((line) => JSON.parse(line) as object);
  expect(more).toEqual([]);
  expect(made).toEqual({
    level: 30,
    time: expect.any(Number),
    credentials: file,
    msg: "The database had no API credential, so one was made. It is in a file",
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    clientId: "some-id",
    password: "some-secret",
    authenticationUrl: ready.url,
  });
  expect(serverLine).toEqual({ level: 30, time: expect.any(Number), ...ready, msg: "the server is ready" });
});

test("a file that cannot be written names the way out, and not the secret", () => {
  const write = () => announced(false, "/proc/none/credentials.json");
  expect(write).toThrow("set NF_CLIENT_ID and NF_CLIENT_SECRET to values of your own");
  expect(write).not.toThrow("some-secret");
});
