import { onControllers } from "../../support/openziti/controllers";
import { type RawAnswer, rawCalls } from "../../support/openziti/raw-calls";
import { makeRecordedWorld, RecordedIssuer, SIGN_INS } from "../../support/openziti/recorded-sign-ins";
import type { RunningController } from "../../support/openziti/running-controller";

jest.setTimeout(180_000);

interface Body {
  readonly data?: {
    readonly id: string;
    readonly token: string;
    readonly identityId: string;
    readonly authQueries: readonly { readonly typeId: string }[];
  };
  readonly error?: { readonly code: string };
}

const dataOf = ({ body }: RawAnswer) => {
  const { data } = body as Body;
  if (data === undefined) throw new Error(JSON.stringify(body));
  return data;
};

/**
 * Sign-ins with JWTs that a real controller was asked for. The stand-in answers with the server's own sign-in
 * check, so this holds both to the real one.
 */
onControllers((start) => {
  describe("answers each recorded sign-in as version 1.6.20 did", () => {
    let controller: RunningController;
    const issuer = new RecordedIssuer();
    let ids: ReadonlyMap<string, string>;
    let calls: ReturnType<typeof rawCalls>;
    let session: string;

    const manage = (method: string, path: string, body?: object) =>
      calls.management(method, path, { session, body: body === undefined ? body : JSON.stringify(body) });
    const idOf = (name: string) => ids.get(name) ?? "";
    const signIn = (label: string) => {
      const recorded = SIGN_INS.find((one) => one.label === label);
      if (recorded === undefined) throw new Error(label);
      const token = issuer.tokenOf(recorded, idOf("any"));
      return calls.client("POST", "/authenticate?method=ext-jwt", { token, body: "{}" });
    };
    const isOpen = async (token: string) =>
      (await calls.client("GET", "/current-api-session", { session: token })).status;

    beforeAll(async () => {
      [controller] = await Promise.all([start(), issuer.start()]);
      calls = rawCalls(controller);
      const { username, password } = controller;
      const login = { body: JSON.stringify({ username, password }) };
      session = dataOf(await calls.management("POST", "/authenticate?method=password", login)).token;
      ids = await makeRecordedWorld(
        issuer,
        async (kind, body) => dataOf(await manage("POST", `/${kind}`, body)).id,
      );
      await manage("POST", `/identities/${idOf("dis")}/disable`, { durationMinutes: 0 });
    });
    afterAll(async () => {
      await Promise.all([controller?.stop(), issuer.stop()]);
    });

    const changing = (label: string) => /: sign in$|^(old|new) external id$/.test(label);
    test.each(SIGN_INS.filter(({ label }) => !changing(label)))("$label", async ({ label, answer }) => {
      const { status, body } = await signIn(label);
      const { data, error } = body as Body;
      const said = {
        status,
        code: error?.code,
        identity: data?.identityId,
        secondFactor: data?.authQueries.map(({ typeId }) => typeId),
      };
      const identity = answer.identity === undefined ? undefined : idOf(answer.identity);
      expect(said).toEqual({ ...answer, identity, code: answer.code, secondFactor: answer.secondFactor });
    });

    test("disabling an identity ends its sessions, and enabling brings none back", async () => {
      const { token } = dataOf(await signIn("disable while signed in: sign in"));
      expect(await isOpen(token)).toBe(200);
      await manage("POST", `/identities/${idOf("any")}/disable`, { durationMinutes: 0 });
      expect(await isOpen(token)).toBe(401);
      await manage("POST", `/identities/${idOf("any")}/enable`);
      expect(await isOpen(token)).toBe(401);
    });

    test("a changed external ID leaves a session open, and only the new one signs in", async () => {
      const { token } = dataOf(await signIn("external id changed: sign in"));
      await manage("PATCH", `/identities/${idOf("any")}`, { externalId: "changed" });
      expect(await isOpen(token)).toBe(200);
      expect((await signIn("old external id")).status).toBe(401);
      expect(dataOf(await signIn("new external id")).identityId).toBe(idOf("any"));
    });

    test("deleting an identity ends its sessions", async () => {
      const { token } = dataOf(await signIn("deleted: sign in"));
      await manage("DELETE", `/identities/${idOf("ok")}`);
      expect(await isOpen(token)).toBe(401);
    });
  });
});
