/** Contract checklist, "Cross-cutting": line 39. */
import { CLIENT_SECRET, Workspace } from "../support/served";
import { Stage } from "../support/stage";
import { EVERYTHING } from "./support/everything";

jest.setTimeout(120_000);

const stage = new Stage();
let log = "";
beforeAll(() =>
  stage.open({
    log: {
      write: (line) => {
        log += line;
      },
    },
  }),
);
afterAll(() => stage.close());

test("39 no secret is in any output, not at trace, not in an error, not in an id", async () => {
  const space = await new Workspace(stage.gate, { TF_LOG: "trace" }).configure(EVERYTHING).init();
  const runs = [
    await space.succeed("validate"),
    await space.apply(),
    await space.succeed("plan", "-input=false"),
    await space.succeed("state", "show", "netfoundry_scim_token.it"),
  ];
  const token = space.stored("netfoundry_scim_token.it") as Record<string, unknown>;
  stage.gate.guard(({ headers }) => ({
    status: 400,
    body: {
      errors: [`refused ${headers.authorization} ${headers["zt-session"]} ${CLIENT_SECRET}`],
      fieldErrors: [],
      status: { code: 400, label: "BAD_REQUEST" },
      traceId: "t",
    },
  }));
  const failed = await space.terraform("plan", "-input=false");
  expect(failed.code).toBe(1);
  stage.gate.guard(() => null);
  runs.push(failed, await space.destroy());

  const secrets = [CLIENT_SECRET, String(token.token), ...stage.gate.bearers];
  expect(secrets.length).toBeGreaterThanOrEqual(4);
  for (const [index, { output }] of runs.entries()) {
    for (const secret of secrets) expect([index, output.includes(secret)]).toEqual([index, false]);
  }
  expect(log).not.toBe("");
  for (const secret of secrets) expect(log).not.toContain(secret);
  const others = Object.entries(token).filter(([name]) => name !== "token");
  expect(JSON.stringify(others)).not.toContain(String(token.token));
});
