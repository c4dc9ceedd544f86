import fc from "fast-check";
import { NO_PREVIOUS_TOKEN } from "../../../src/provider/scim-token/previous-token";
import { plannedRotation, ROTATED_ATTRIBUTES, slotChanges } from "../../../src/provider/scim-token/rotation";
import { findSlotToken, isRotationDue, rotateAfter } from "../../../src/provider/scim-token/slot";
import { isUnknown, UNKNOWN } from "../../../src/tfplugin";

describe("what causes a rotation", () => {
  const slot = {
    rotation_triggers: { a: "1" },
    rotation_due: false,
    status: "live",
    rotate_before: null,
    created_at: "2026-01-01T00:00:00.000Z",
    expires_at: null,
    storage: "state",
    token: "a token",
    token_sealed: null,
    ...NO_PREVIOUS_TOKEN,
  };
  const plan = {
    rotation_triggers: { a: "1" },
    rotate_before: null,
    overlap: null,
    on_external_rotation: "warn",
    storage: "state",
  };

  test.each([
    ["nothing changed", { a: "1" }, { a: "1" }, false],
    ["a value changed", { a: "1" }, { a: "2" }, true],
    ["a key came", { a: "1" }, { a: "1", b: "1" }, true],
    ["a key went", { a: "1", b: "1" }, { a: "1" }, true],
    ["the first triggers", null, { a: "1" }, false],
    ["the first triggers after an empty map", {}, { a: "1" }, false],
    ["the triggers taken away", { a: "1" }, null, false],
    ["the triggers emptied", { a: "1" }, {}, false],
    ["a value not known yet", { a: "1" }, { a: UNKNOWN }, true],
    ["a map not known yet", { a: "1" }, UNKNOWN, true],
    ["the first triggers, not known yet", null, UNKNOWN, false],
  ])("%s", (_, before, after, rotates) => {
    const rotation = plannedRotation(
      { ...slot, rotation_triggers: before },
      { ...plan, rotation_triggers: after },
    );
    expect(rotation !== null).toBe(rotates);
  });

  test.each([
    ["live", false],
    ["superseded", false],
    ["expired", true],
    ["revoked", true],
    ["missing", true],
  ])("status %s", (status, rotates) => {
    expect(plannedRotation({ ...slot, status }, plan) !== null).toBe(rotates);
  });

  test.each<[string, string | typeof UNKNOWN, boolean]>([
    ["warn", "warn", false],
    ["adopt", "adopt", false],
    ["rotate", "rotate", true],
    ["not known yet", UNKNOWN, true],
  ])("status superseded, with on_external_rotation %s", (_, on_external_rotation, rotates) => {
    const rotation = plannedRotation({ ...slot, status: "superseded" }, { ...plan, on_external_rotation });
    expect(rotation !== null).toBe(rotates);
  });

  test("a changed trigger is named before the time that has come, and that before a missing token", () => {
    const changed = { ...plan, rotation_triggers: { a: "2" } };
    const all = { ...slot, rotation_due: true, status: "missing" };
    expect(plannedRotation(all, changed)?.cause).toContain("rotation_triggers");
    expect(plannedRotation(all, plan)?.cause).toContain("rotate_before");
    expect(plannedRotation({ ...all, rotation_due: false }, plan)?.cause).toContain("no token");
  });

  test("the lost answer to the next mint is named before the time that has come", () => {
    const unanswered = { ...slot, rotation_due: true, status: "superseded" };
    expect(plannedRotation(unanswered, plan)?.cause).toContain("the answer was lost");
  });

  test.each<[string, object, object, object]>([
    ["a token that another one took the place of", { status: "superseded" }, {}, { status: "superseded" }],
    [
      "a token beside which the one before is still valid",
      { previous_token_id: "before", previous_expires_at: "2026-01-01T04:00:00Z" },
      {},
      { previous_token_id: "before", previous_expires_at: "2026-01-01T04:00:00Z" },
    ],
    ["a lead that changes", {}, { rotate_before: "30d" }, { rotation_due: UNKNOWN }],
  ])("triggers not known yet promise nothing that may not come: %s", (_, stored, changed, outcome) => {
    const prior = { ...slot, ...stored };
    const planned = slotChanges(prior, { ...plan, ...changed, rotation_triggers: { a: UNKNOWN } });
    const last = { ...prior, ...slotChanges(prior, { ...plan, ...changed }) };
    expect(last).toMatchObject(outcome);
    const promised = Object.entries(planned).filter(([, value]) => !isUnknown(value));
    expect(last).toMatchObject(Object.fromEntries(promised));
  });

  test("a lead not known yet leaves the moment open, and nothing else", () => {
    expect(slotChanges(slot, { ...plan, rotate_before: UNKNOWN })).toEqual({
      rotate_after: UNKNOWN,
      rotation_due: UNKNOWN,
    });
  });

  test("the same input gives the same changes", () => {
    const triggers = fc.option(fc.dictionary(fc.string(), fc.string()));
    fc.assert(
      fc.property(triggers, triggers, fc.boolean(), (before, after, due) => {
        const prior = { ...slot, rotation_triggers: before, rotation_due: due };
        const planned = { ...plan, rotation_triggers: after };
        const changes = slotChanges(prior, planned);
        expect(slotChanges(prior, planned)).toEqual(changes);
        if (due)
          expect(changes).toEqual({
            ...ROTATED_ATTRIBUTES,
            ...NO_PREVIOUS_TOKEN,
            token: UNKNOWN,
            token_sealed: null,
          });
      }),
    );
  });
});

describe("looking at the tokens", () => {
  const lasting = (expires_at: string | null) => ({ created_at: "2026-01-01T00:00:00Z", expires_at });
  const token = (id: string, state: "live" | "overlapping" | "expired" | "superseded" | "revoked") => ({
    id,
    state,
    description: null,
    createdAt: "2026-01-01T00:00:00Z",
    expiresAt: null,
    lastUsedAt: null,
  });

  test.each([
    ["ours is live", [token("ours", "live")], "live"],
    ["ours overlaps with the next one", [token("other", "live"), token("ours", "overlapping")], "superseded"],
    ["another took its place", [token("other", "live"), token("ours", "superseded")], "superseded"],
    [
      "another took its place and was revoked",
      [token("other", "revoked"), token("ours", "superseded")],
      "revoked",
    ],
    ["ours expired", [token("ours", "expired")], "expired"],
    ["ours is forgotten, another is live", [token("other", "live")], "superseded"],
    ["ours is forgotten", [token("other", "expired")], "missing"],
    ["there is none", [], "missing"],
  ])("%s", (_, tokens, status) => {
    expect(findSlotToken(tokens, "ours").status).toBe(status);
  });

  test("a token that never expires is never due", () => {
    expect(rotateAfter(lasting(null), "30d")).toBeNull();
    expect(isRotationDue("live", null, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  test("due from the moment on, not before", () => {
    const moment = rotateAfter(lasting("2026-02-01T00:00:00Z"), "1d");
    expect(moment).toBe("2026-01-31T00:00:00.000Z");
    expect(isRotationDue("live", moment, Date.parse("2026-01-30T23:59:59.999Z"))).toBe(false);
    expect(isRotationDue("live", moment, Date.parse("2026-01-31T00:00:00Z"))).toBe(true);
    expect(isRotationDue("superseded", moment, Date.parse("2026-03-01T00:00:00Z"))).toBe(false);
  });

  test.each([
    ["longer than the lead", "2026-03-02T00:00:00Z", "2026-01-31T00:00:00.000Z"],
    ["exactly the lead", "2026-01-31T00:00:00Z", "2026-01-21T00:00:00.000Z"],
    ["shorter than the lead", "2026-01-04T00:00:00Z", "2026-01-03T00:00:00.000Z"],
  ])("a life that is %s is due at the lead, or after two thirds of it", (_, expiresAt, moment) => {
    expect(rotateAfter(lasting(expiresAt), "30d")).toBe(moment);
  });
});
