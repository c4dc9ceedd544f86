import type { ObjectValue } from "../../src/tfplugin/value/type";
import { CERTIFICATE } from "../support/certificates";
import { type Answer, edgeErrorBody } from "../support/fake-api/loopback";
import { ZitiController, zitiBlock } from "../support/fake-api/ziti-controller";
import { type Outcome, Plugin, present, type ResourceDriver } from "./support/plugin";

/** Nobody really waits. */
jest.mock("../../src/client/system-clock", () => ({
  systemClock: { now: () => Date.now(), sleep: async () => {} },
}));

let controller: ZitiController;
beforeEach(async () => {
  controller = new ZitiController();
  await controller.start();
});
afterEach(() => controller.stop());

/** A provider process of its own, as each terraform command starts one. */
async function connect(type: string): Promise<ResourceDriver> {
  const plugin = new Plugin();
  expect(await plugin.configure(zitiBlock(controller))).toEqual([]);
  return plugin.resource(type);
}

interface Kind {
  readonly type: string;
  readonly config: ObjectValue;
  readonly change: ObjectValue;
}

const KINDS: readonly Kind[] = [
  {
    type: "netfoundry_auth_policy",
    config: { name: "Staff", primary: { ext_jwt: { allowed: true } }, tags: { team: "identity" } },
    change: { secondary: { require_totp: true } },
  },
  {
    type: "netfoundry_jwt_signer",
    config: {
      name: "Okta",
      issuer: "https://idp.example.com",
      audience: "openziti",
      jwks_endpoint: "https://idp.example.com/keys",
    },
    change: { audience: "netfoundry" },
  },
  {
    type: "netfoundry_jwt_signer",
    config: { name: "Own", issuer: "https://idp.example.com", audience: "openziti", cert_pem: CERTIFICATE },
    change: { cert_pem: null, jwks_endpoint: "https://idp.example.com/keys" },
  },
];

const FAULTS: readonly [string, Answer, RegExp][] = [
  ["404", { status: 404, body: edgeErrorBody("NOT_FOUND", "not found") }, /answered 404 NOT_FOUND/],
  ["503, and so do all retries", { status: 503 }, /answered 503/],
  ["500", { status: 500, body: edgeErrorBody("UNHANDLED", "oops") }, /answered 500 UNHANDLED/],
  ["a broken connection", { hangUp: true }, /got no answer/],
  ["a page of HTML", { headers: { "content-type": "text/html" }, body: "<html>" }, /JSON was expected/],
];

/** Answers the first reads of single objects with a fault. */
function failReads(answer: Answer, times: number): void {
  let left = times;
  controller.override = ({ method, url }) =>
    method === "GET" && /\/(auth-policies|external-jwt-signers)\/[^?]/.test(url) && left-- > 0
      ? answer
      : null;
}

function warnings({ said }: Outcome): string[] {
  expect(said.filter(({ severity }) => severity === "error")).toEqual([]);
  return said.map(({ summary, detail }) => `${summary}: ${detail}`);
}

/** Reads and plans in a new process: the state holds what the controller has, and the plan is empty. */
async function settled(type: string, config: ObjectValue, state: ObjectValue): Promise<void> {
  controller.override = () => null;
  const driver = await connect(type);
  const read = present(await driver.read(state));
  expect(read).toEqual(state);
  expect((await driver.plan(config, read)).state).toEqual(read);
}

describe.each(KINDS)("$type $config.name", ({ type, config, change }) => {
  test("is read again when the read after its create gets one 404", async () => {
    const driver = await connect(type);
    failReads({ status: 404, body: edgeErrorBody("NOT_FOUND", "not found") }, 1);
    const created = await driver.apply(config, null);
    expect(warnings(created)).toEqual([]);
    await settled(type, config, present(created));
  });

  test.each(FAULTS)(
    "is in the state as it was sent when the reads after its create get %s",
    async (_, answer, says) => {
      const driver = await connect(type);
      failReads(answer, Number.POSITIVE_INFINITY);
      const created = await driver.apply(config, null);
      expect(warnings(created)).toEqual([expect.stringMatching(says)]);
      expect(warnings(created)[0]).toContain("was written but could not be read back");
      expect(present(created)).toMatchObject(config);
      await settled(type, config, present(created));
    },
  );

  test.each(FAULTS)(
    "is in the state as it was sent when the reads after a change get %s",
    async (_, answer, says) => {
      const driver = await connect(type);
      const created = present(await driver.apply(config, null));
      const wanted = { ...config, ...change };
      failReads(answer, Number.POSITIVE_INFINITY);
      const changed = await driver.apply(wanted, created);
      expect(warnings(changed)).toEqual([expect.stringMatching(says)]);
      await settled(type, wanted, present(changed));
    },
  );
});

test("an object is in the state when the session ends with its create and no other one opens", async () => {
  const driver = await connect("netfoundry_auth_policy");
  let isMade = false;
  controller.override = ({ method, url }) => {
    const isSignIn = url.includes("authenticate");
    if (isMade && isSignIn) return { status: 503 };
    if (isMade) return { status: 401, body: edgeErrorBody("UNAUTHORIZED", "no") };
    isMade = method === "POST" && !isSignIn;
    return null;
  };
  const created = await driver.apply({ name: "Staff" }, null);
  expect(warnings(created)).toEqual([expect.stringContaining("was written but could not be read back")]);
  expect(present(created)).toMatchObject({ name: "Staff" });
});

test("tags that a controller loses with the create show as drift when the second attempt fails", async () => {
  const type = "netfoundry_jwt_signer";
  const config = { ...KINDS[1]?.config, tags: { team: "identity" } };
  const driver = await connect(type);
  controller.override = ({ method }) =>
    method === "PUT" ? { status: 403, body: edgeErrorBody("FORBIDDEN", "no") } : null;
  const created = await driver.apply(config, null);
  expect(warnings(created)).toEqual([expect.stringContaining("answered 403")]);
  expect(present(created)).toMatchObject({ tags: { team: "identity" } });
  controller.override = () => null;
  expect((await (await connect(type)).read(present(created))).state).toMatchObject({ tags: {} });
});
