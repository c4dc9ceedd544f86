/** Rotation in the course of time. The numbers are those of the promises that the guide makes. */
import { readFileSync } from "node:fs";
import { ClockedStage } from "../../support/moved-clock/clocked-stage";
import { generations, mint, push, revoke, said, slotOf, slots, triggered } from "../support/slots";

jest.setTimeout(120_000);

const DAY = 24 * 60;
const TIMED = 'lifetime = "30m"\n rotate_before = "20m"\n';

const stage = new ClockedStage();
beforeAll(() => stage.open({ maxTokenOverlapSeconds: 86_400 }));
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

it("(1) the causes of a rotation are named, the first that applies", async () => {
  const LONG = 'lifetime = "4h"\n rotate_before = "225m"\n';
  const ROTATE = 'on_external_rotation = "rotate"\n';
  const now: Record<string, string> = {
    none: LONG.replace("225m", "1h"),
    trigger_before_time: LONG + triggered("1"),
    time: LONG,
    trigger_before_end: TIMED + triggered("1"),
    expired: TIMED,
    trigger_before_revocation: triggered("1"),
    revoked: LONG,
    trigger_before_other: ROTATE + triggered("1"),
    other: LONG + ROTATE,
    left_alone: LONG,
    first_triggers: "",
    no_triggers_more: triggered("1"),
  };
  const next = Object.fromEntries(
    Object.entries(now).map(([name, more]) => [
      name,
      name.startsWith("trigger_") ? more.replace('"1"', '"2"') : more,
    ]),
  );
  next.first_triggers = triggered("1");
  next.no_triggers_more = "";
  const space = stage.space();
  await space.apply(slots("Causes", now));
  for (const name of ["trigger_before_revocation", "revoked"]) await revoke(stage, slotOf(space, name));
  for (const name of ["trigger_before_other", "other", "left_alone"]) await mint(stage, slotOf(space, name));
  stage.forward(31);

  const { code, of } = await said(space.configure(slots("Causes", next)));
  const cause = (name: string) => /this happens because (.*?)\. /.exec(`${of(name)} `)?.[1];
  expect(code).toBe(2);
  expect(Object.fromEntries(Object.keys(now).map((name) => [name, cause(name)]))).toEqual({
    none: undefined,
    trigger_before_time: "rotation_triggers changed",
    time: "rotate_before says that it is time",
    trigger_before_end: "rotation_triggers changed",
    expired: "the token has expired",
    trigger_before_revocation: "rotation_triggers changed",
    revoked: "the token was revoked, or the token in its place has ended",
    trigger_before_other: "rotation_triggers changed",
    other: "another token took its place, and on_external_rotation says to replace it",
    left_alone: undefined,
    first_triggers: undefined,
    no_triggers_more: undefined,
  });
  expect(of("left_alone")).toContain("Another token is the live one of a SCIM integration");

  await space.apply();
  const kept = ["none", "left_alone", "first_triggers", "no_triggers_more"];
  expect(generations(space, Object.keys(now))).toEqual(
    Object.fromEntries(Object.keys(now).map((name) => [name, kept.includes(name) ? 1 : 2])),
  );
  expect(await space.planCode()).toBe(0);
});

it("(2) a plan saved before the threshold does not rotate after it, one saved after it does", async () => {
  const space = stage.space();
  await space.apply(slots("Saved", { it: TIMED }));
  await space.savePlan(slots("Saved", { it: `${TIMED} description = "for Okta"` }), "before");
  stage.forward(11);
  await space.succeed("apply", "-input=false", "before");
  expect(slotOf(space).generation).toBe(1);
  await space.savePlan(undefined, "after");
  stage.forward(30);
  await space.succeed("apply", "-input=false", "after");
  expect(slotOf(space)).toMatchObject({ generation: 2, status: "live" });
});

it("(2) without a refresh the last look decides, also for a saved plan", async () => {
  const space = stage.space();
  await space.apply(slots("Unrefreshed", { it: TIMED }));
  stage.forward(11);
  expect(await space.planCode("-refresh=false")).toBe(0);
  await space.apply(undefined, "-refresh-only");
  await space.savePlan(undefined, "due", "-refresh=false");
  await space.succeed("apply", "-input=false", "due");
  expect([slotOf(space).generation, await space.planCode("-refresh=false")]).toEqual([2, 0]);
});

it("(2) a rotate_before that is due when it is added rotates then; a refresh changes no state", async () => {
  const space = stage.space();
  await space.apply(slots("Due", { it: 'lifetime = "12h"' }));
  stage.forward(11 * 60);
  await space.apply(undefined, "-refresh-only");
  const refreshed = readFileSync(space.stateFile, "utf8");
  await space.apply(undefined, "-refresh-only");
  expect(readFileSync(space.stateFile, "utf8")).toBe(refreshed);
  const due = slots("Due", { it: 'lifetime = "12h"\n rotate_before = "2h"' });
  const { words } = await space.apply(due);
  expect(words).toContain("this happens because rotate_before says that it is time");
  expect(slotOf(space)).toMatchObject({ generation: 2, status: "live" });
  expect(await space.planCode()).toBe(0);
});

it("(7) a token that ends soon, never ends or that nobody used is warned of", async () => {
  const given = {
    unguarded: 'lifetime = "31d"',
    guarded: 'lifetime = "31d"\n rotate_before = "1d"',
    endless: 'lifetime = "never"',
    unused: 'lifetime = "90d"\n expected_use_within = "3h"',
    used: 'lifetime = "90d"\n expected_use_within = "3h"',
  };
  const warnings = async (space: ReturnType<typeof stage.space>) => {
    const { code, of } = await said(space);
    const summary = (name: string) => of(name).split(". ")[0];
    return [code, Object.fromEntries(Object.keys(given).map((name) => [name, summary(name)]))];
  };
  const nothing = { unguarded: "", guarded: "", endless: "", unused: "", used: "" };
  const space = stage
    .space("expiry_warning = var.early\n")
    .configure(`variable "early" { default = "14d" }\n${slots("Ends", given)}`);
  const { words } = await space.apply();
  expect(words).toContain("The next auth token never ends");
  expect(space.stored("netfoundry_scim_token.endless")).toMatchObject({
    expires_at: null,
    rotate_after: null,
    status: "live",
  });
  expect(await push(stage, slotOf(space, "used"), slotOf(space, "used").token)).toBe(200);
  expect(await warnings(space)).toEqual([0, nothing]);

  stage.forward(16 * DAY);
  const unused = "Nobody has used an auth token in the time expected";
  expect(await warnings(space)).toEqual([0, { ...nothing, unused }]);
  const { of } = await said(space, "-var=early=16d");
  expect(of("unguarded")).toContain("choose how early this warning comes, set expiry_warning");
  stage.forward(2 * DAY);
  expect(await warnings(space)).toEqual([0, { ...nothing, unused, unguarded: "An auth token ends soon" }]);
  stage.forward(14 * DAY);
  const ended = "An auth token that has ended will be replaced";
  expect(await warnings(space)).toEqual([2, { ...nothing, unused, unguarded: ended, guarded: ended }]);
});

it("(8) a server that grants less than rotate_before: rotated after two thirds of the life", async () => {
  const life = 12 * 60_000;
  // Every answer shows a shorter life than the server keeps.
  stage.gate.rewrite((text, { url }) =>
    /\/(?:tokens|integrations)/.test(url)
      ? text.replace(
          /"createdAt":"([^"]+)","expiresAt":"[^"]+"/g,
          (_, at) => `"createdAt":"${at}","expiresAt":"${new Date(Date.parse(at) + life).toISOString()}"`,
        )
      : text,
  );
  const space = stage.space();
  const { words } = await space.apply(slots("Short life", { it: 'rotate_before = "30d"' }));
  expect(words).toContain("does not outlive rotate_before");
  stage.forward(7);
  const again = await space.plan();
  expect([again.code, again.words]).toEqual([0, expect.not.stringContaining("outlive")]);
  stage.forward(2);
  await space.apply();
  expect(slotOf(space)).toMatchObject({ generation: 2, status: "live" });
  expect(await space.planCode()).toBe(0);
});
