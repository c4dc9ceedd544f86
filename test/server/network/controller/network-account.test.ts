import { join } from "node:path";
import { controllerOptions } from "../../../../src/cli/serve/controller-options";
import type { ControllerOptions } from "../../../../src/server/network/controller/controller-network";
import {
  type Answer,
  type Loopback,
  NETWORK_ID,
  sessionAnswer,
  startLoopback,
  TOKEN_ANSWER,
} from "../../../support/fake-api/loopback";
import { ZitiController } from "../../../support/fake-api/ziti-controller";
import { file, temporaryFolder } from "../../../support/temporary-folder";
import { TestServer } from "../../support/running-server";

const SECRET = "planted-account-password-5512";
const SESSION = "session-of-the-exchange";

const folder = temporaryFolder();
const controller = new ZitiController();
let api: Loopback;
let networks: readonly string[] = ["demo"];
let isAccepted = true;

beforeAll(async () => {
  controller.line = "1.6";
  controller.version = "v1.6.20";
  controller.addDefaultAdmin();
  await controller.start();
  api = await startLoopback(({ url }) => answerOf(url));
});
afterAll(async () => {
  await api.stop();
  await controller.stop();
});
beforeEach(() => {
  networks = ["demo"];
  isAccepted = true;
});

function answerOf(url: string): Answer {
  if (url === "/oauth2/token") {
    return isAccepted ? TOKEN_ANSWER : { status: 401, body: { error: "invalid_client" } };
  }
  if (url.endsWith("/exchange")) {
    controller.sessions.add(SESSION);
    return sessionAnswer(controller.url, SESSION);
  }
  if (!url.startsWith("/core/v3/networks")) return { status: 404 };
  const networkList = networks.map((name, at) => ({
    id: at === 0 ? NETWORK_ID : NETWORK_ID.replace(/.$/, String(at + 1)),
    name,
    status: "PROVISIONED",
  }));
  const page = { size: 100, totalElements: networkList.length, totalPages: 1, number: 0 };
  return { body: { _embedded: { networkList }, page } };
}

/** The options of `serve --network-account`. */
function account(): ControllerOptions {
  const authenticationUrl = api.url;
  const text = JSON.stringify({ clientId: "account", password: SECRET, authenticationUrl });
  const networkAccount = file(join(folder, "credentials.json"), text);
  const made = controllerOptions({ networkAccount, deliveryWait: 20 }, { NF_API_URL: api.url });
  if (made === null) throw new Error("no controller");
  return made;
}

const startMessage = () =>
  TestServer.start({ controller: account() }).then(
    () => "started",
    (error: Error) => error.message,
  );

test("an API account leads to the controller of its network, and a person arrives there", async () => {
  const server = await TestServer.start({ controller: account() });
  try {
    const to = await server.connected("okta");
    expect((await server.scim(to, "POST", "/Users", { userName: "ada" })).status).toBe(201);
    expect([...controller.identities.values()].map(({ name }) => name)).toContain("ada");
    expect(server.log.join("")).not.toContain(SECRET);
  } finally {
    await server.stop();
  }
});

test("an account with several networks is refused, with their names", async () => {
  networks = ["demo", "other"];
  expect(await startMessage()).toMatch(/"demo".*"other".*NF_NETWORK_ID/);
});

test("an account that is refused is told by its file, and no message holds its password", async () => {
  isAccepted = false;
  const message = await startMessage();
  expect(message).toMatch(/did not accept the API account.*--network-account/);
  expect(message).not.toContain(SECRET);
});
