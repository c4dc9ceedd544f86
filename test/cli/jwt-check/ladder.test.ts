import { ladder, verdictLine } from "../../../src/cli/jwt-check/ladder";
import type { JwtCheck } from "../../../src/contract/gateway/jwt-check";
import { ACCEPTED, REFUSED } from "../../support/fake-api/jwt-check-body";
import { fakeTerminal, width } from "../fake-terminal";

describe("the ladder of a sign-in check", () => {
  test("has each step in order, one line for those not reached, the verdict and the hints", () => {
    expect(ladder(fakeTerminal(), REFUSED, false)).toBe(
      [
        "  ok      format            Signed with RS256.",
        '  ok      issuer            The signer "Okta" has the issuer.',
        '  FAILED  audience          It is for "other".',
        "  -       1 step was not reached",
        "refused: AUDIENCE_MISMATCH at the step audience",
        '  hint: Set the audience of "Okta" to "other".',
        "",
      ].join("\n"),
    );
  });

  test("says whom the token signs in", () => {
    expect(verdictLine(fakeTerminal(), ACCEPTED)).toBe('accepted: the token signs in "ada@example.com"');
  });

  test("says which step asks for more", () => {
    const steps: JwtCheck["steps"] = [
      { step: "totp", outcome: "failed", failure: "TOTP_REQUIRED", detail: "" },
    ];
    const check: JwtCheck = { ...ACCEPTED, verdict: "partial", failure: "TOTP_REQUIRED", steps };
    expect(verdictLine(fakeTerminal(), check)).toBe(
      'not yet: "ada@example.com" needs more; TOTP_REQUIRED at the step totp',
    );
  });

  test("wraps a long detail below itself, and is red only where the step failed", () => {
    const detail = "word ".repeat(30).trim();
    const steps: JwtCheck["steps"] = [
      { step: "identity", outcome: "failed", failure: "IDENTITY_NOT_FOUND", detail },
    ];
    const check: JwtCheck = { ...REFUSED, steps };
    expect(width(ladder(fakeTerminal(), check, false))).toBeLessThan(80);
    expect(ladder(fakeTerminal(), check, false)).toMatch(/^ {2}FAILED {2}identity {10}word .*\n {28}word/);
    expect(ladder(fakeTerminal({ colour: true }), ACCEPTED, false)).not.toContain("\u001b[31m");
    expect(ladder(fakeTerminal({ colour: true }), check, false).startsWith("\u001b[31m  FAILED")).toBe(true);
  });
});
