import { announceCredential, announceServer } from "../../../src/cli/serve/announce";

const ready = {
  url: "https://scim.example.com",
  listensOn: "http://127.0.0.1:8080",
  console: "https://scim.example.com/console/",
  networkId: "n1",
  servesMetrics: false,
  database: "PostgreSQL database db/scim",
  trustedProxies: ["127.0.0.1", "10.0.0.0/8"],
  scimRateLimit: 1000,
  auditRetention: 365,
};
const credential = { clientId: "some-id", clientSecret: "some-secret" };

function announced(isTTY: boolean): string[] {
  let text = "";
  const output = {
    isTTY,
    write: (more: string) => {
      text += more;
    },
  };
  announceCredential(output, credential);
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
    "SCIM requests     at most 1000 a second for each token",
    "audit log         kept for 365 days",
    "log               one line for each request on standard error, secrets masked",
  ]);
});

test("anything else gets one line of JSON each, as the log has", () => {
  const [made, serverLine, ...more] = announced(false).map((line) => JSON.parse(line) as object);
  expect(more).toEqual([]);
  expect(made).toEqual({
    level: 30,
    time: expect.any(Number),
    NF_CLIENT_ID: "some-id",
    NF_CLIENT_SECRET: "some-secret",
    msg: "The database had no API credential, so one was made. It is shown this once",
  });
  expect(serverLine).toEqual({ level: 30, time: expect.any(Number), ...ready, msg: "the server is ready" });
});
