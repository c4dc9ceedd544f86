import type { ObjectValue } from "../../src/tfplugin/value/type";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { edgeErrorBody, type LoopbackTls } from "../support/fake-api/loopback";
import { PASSWORD, ZitiController, zitiBlock } from "../support/fake-api/ziti-controller";
import { SIGNER } from "./support/connected";
import { errorsOf, Plugin, present, type ResourceDriver } from "./support/plugin";

/** Nobody really waits. */
jest.mock("../../src/client/system-clock", () => ({
  systemClock: { now: () => Date.now(), sleep: async () => {} },
}));

let controller: ZitiController;
let policies: ResourceDriver;
let signers: ResourceDriver;

async function start(tls?: LoopbackTls): Promise<void> {
  controller = new ZitiController();
  await controller.start(tls);
  await connect();
}

/** A provider process of its own, as each terraform command starts one. */
async function connect(changes: ObjectValue = {}): Promise<void> {
  const plugin = new Plugin();
  expect(await plugin.configure({ ...zitiBlock(controller), ...changes })).toEqual([]);
  policies = plugin.resource("netfoundry_auth_policy");
  signers = plugin.resource("netfoundry_jwt_signer");
}
beforeEach(() => start());
afterEach(() => controller.stop());

const POLICY = { name: "Staff", primary: { ext_jwt: { allowed: true } } };

describe("the session", () => {
  test("is opened once for everything", async () => {
    await Promise.all([policies.apply(POLICY, null), signers.apply(SIGNER, null)]);
    expect(controller.calls.filter((call) => call === "POST authenticate")).toHaveLength(1);
    expect(controller.bodies("POST", "authenticate")).toEqual([{ username: "admin", password: PASSWORD }]);
  });

  test("that ends between two calls of an apply is opened again, and nothing is made twice", async () => {
    const created = present(await policies.apply(POLICY, null));
    controller.sessions.clear();
    const updated = await policies.apply({ ...POLICY, name: "Everybody" }, created);
    expect(updated.said).toEqual([]);
    controller.sessions.clear();
    expect((await signers.apply(SIGNER, null)).said).toEqual([]);
    expect(controller.calls.filter((call) => call === "POST authenticate")).toHaveLength(3);
    expect([controller.policies.size, controller.signers.size]).toEqual([2, 1]);
  });

  test("that is refused even when new is an error, not a loop, and removes nothing", async () => {
    const created = present(await policies.apply(POLICY, null));
    await connect();
    controller.override = ({ url }) =>
      url.includes("authenticate") ? null : { status: 401, body: edgeErrorBody("UNAUTHORIZED", "no") };
    const before = controller.calls.length;
    const read = await policies.read(created);
    expect(read.state).toEqual(created);
    expect(errorsOf(read)[0]).toContain("rights of an administrator");
    expect(controller.calls.length - before).toBe(4);
  });

  test("that wants a second factor is an error that says so", async () => {
    const authenticated = { token: "half-open", authQueries: [{ typeId: "TOTP", provider: "ziti" }] };
    controller.override = ({ url }) =>
      url.includes("authenticate") ? { body: { data: authenticated, meta: {} } } : null;
    const read = await policies.read({ id: "default" });
    expect(errorsOf(read)[0]).toContain("second factor");
  });

  test.each(["wrong-password-5a77", "no!"])(
    "with the wrong password %s is tried once, so that no account is locked",
    async (password) => {
      await connect({ ziti: { ...zitiBlock(controller).ziti, password } });
      const reads = await Promise.all([policies.read({ id: "a" }), signers.read({ id: "b" })]);
      reads.push(await policies.read({ id: "c" }));
      for (const read of reads) {
        expect(read.state).not.toBeNull();
        expect(errorsOf(read)[0]).toMatch(/ZITI_API_USERNAME.*ZITI_API_PASSWORD/);
        expect(errorsOf(read)[0]).not.toContain(password);
      }
      expect(controller.calls).toEqual(["POST authenticate"]);
    },
  );

  test("at an address without the edge API is a wrong address, not a missing object", async () => {
    await connect({ ziti: { ...zitiBlock(controller).ziti, controller_url: `${controller.url}/elsewhere` } });
    const read = await policies.read({ id: "default" });
    expect(read.state).not.toBeNull();
    expect(errorsOf(read)[0]).toContain("ziti.controller_url (ZITI_API_HOST)");
  });
});

describe("a client certificate", () => {
  const [own, admin, stranger] = [createCertificate(), createCertificate(), createCertificate()];
  const connectWith = ({ cert, key }: { cert: string; key: string }) => {
    const ziti = { controller_url: controller.url, username: null, password: null };
    return connect({ ziti, ca_cert: own.cert, client_cert: cert, client_key: key });
  };
  beforeEach(async () => {
    await controller.stop();
    await start({ ...own, clientCert: admin.cert });
  });

  test("signs in in place of a username and a password", async () => {
    await connectWith(admin);
    expect((await policies.apply(POLICY, null)).said).toEqual([]);
    const [login] = controller.received;
    expect(login).toMatchObject({ method: "POST", body: "{}", hasCertificate: true });
    expect(login?.url).toMatch(/\/authenticate\?method=cert$/);
  });

  test("that the controller does not know is tried once, and the error names it", async () => {
    await connectWith(stranger);
    for (const id of ["a", "b"]) {
      const read = await policies.read({ id });
      expect(errorsOf(read)[0]).toMatch(
        /did not accept the account \(401\)\. Check that client_cert \(NF_CLIENT_CERT\)/,
      );
    }
    expect(controller.received).toHaveLength(1);
  });

  test("beside a username and a password is only for the transport", async () => {
    await connect({ ca_cert: own.cert, client_cert: admin.cert, client_key: admin.key });
    expect((await policies.apply(POLICY, null)).said).toEqual([]);
    expect(controller.received[0]?.url).toMatch(/method=password$/);
    expect(controller.received.every(({ hasCertificate }) => hasCertificate)).toBe(true);
  });
});

describe("trust", () => {
  const own = createCertificate();
  beforeEach(async () => {
    await controller.stop();
    await start(own);
  });

  test("is asked for on every request: without ca_cert not even the password is sent", async () => {
    const read = await policies.read({ id: "default" });
    expect(errorsOf(read)[0]).toContain("ca_cert (NF_CA_CERT)");
    expect(controller.received).toEqual([]);
  });

  test("in the certificate of ca_cert holds for sign-in, lists, reads and writes alike", async () => {
    await connect({ ca_cert: own.cert });
    const created = await policies.apply(POLICY, null);
    expect(created.said).toEqual([]);
    expect((await policies.read(present(created))).said).toEqual([]);
    expect(controller.calls.map((call) => call.split(" ")[0])).toEqual(["POST", "POST", "GET", "GET"]);
  });

  test("in another authority opens nothing", async () => {
    await connect({ ca_cert: createCertificate().cert });
    expect(errorsOf(await policies.apply(POLICY, null))[0]).toContain("certificate is not trusted");
    expect(controller.received).toEqual([]);
  });
});
