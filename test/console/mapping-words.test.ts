import { DEFAULT_MAPPING, type MappingPreview } from "../../src/contract/gateway/mapping";
import { exactly, NOBODY } from "../../src/contract/sign-in/count";
import type { SignInChange } from "../../src/contract/sign-in/sign-in-change";
import { asSentence } from "../../src/server/console/app/parts/form/as-sentence";
import { effectSentences } from "../../src/server/console/app/screens/integration/mapping/effect-words";
import {
  changedSettings,
  formOf,
  mappingOf,
  pathProblem,
  rebased,
} from "../../src/server/console/app/screens/integration/mapping/mapping-form";

const NO_CHANGE: SignInChange = {
  lose: NOBODY,
  needAnotherToken: NOBODY,
  needSecondFactor: NOBODY,
  dropSecondFactor: NOBODY,
  obstacles: [],
};

function sentences(preview: Partial<MappingPreview>, change: Partial<SignInChange> = {}) {
  const counts = { identities: 9, unchanged: 0, renamed: 0, rekeyed: 0, externalIdLost: 0 };
  const rest = { policyChanged: 0, conflicts: 0, samples: [] };
  const effect = {
    preview: { ...counts, ...rest, ...preview },
    change: { ...NO_CHANGE, ...change },
    policyName: "Staff",
  };
  return effectSentences(effect).map(({ tone, text }) => `${tone}: ${text}`);
}

describe("what a change of the mapping does, in sentences", () => {
  it("begins with the gravest", () => {
    const lost = sentences(
      { renamed: 9, externalIdLost: 2, policyChanged: 9 },
      { lose: exactly(2), obstacles: ["NO_EXTERNAL_ID"] },
    );
    expect(lost).toEqual([
      "bad: 2 identities can no longer sign in with a JWT, because they have no external ID, and every JWT " +
        "signer that their auth policy allows needs one.",
      "warn: 2 identities lose their external ID. Tokens no longer find them by it.",
      "neutral: 9 identities get the auth policy “Staff” from the next sign-in on.",
      "neutral: 9 identities are renamed. Nobody signs in by the name, so sign-in stays.",
    ]);
  });

  it("says that sign-in stays where names alone change, and speaks of one identity", () => {
    expect(sentences({ unchanged: 8, renamed: 1 })).toEqual([
      "neutral: 1 identity is renamed. Nobody signs in by the name, so sign-in stays.",
      "good: Everybody signs in as before.",
    ]);
  });

  it("says that a second factor goes, in place of that everybody signs in as before", () => {
    expect(sentences({ policyChanged: 9 }, { dropSecondFactor: exactly(9) })).toEqual([
      "neutral: 9 identities sign in without the second factor of today.",
      "neutral: 9 identities get the auth policy “Staff” from the next sign-in on.",
    ]);
  });

  it("says that the server refuses clashes", () => {
    expect(sentences({ unchanged: 7, renamed: 2, conflicts: 2 })[0]).toBe(
      "bad: 2 identities clash with another identity, or have several values for the external ID. " +
        "The server saves nothing until that is solved.",
    );
  });

  it("tells an integration without identities from one where none changes", () => {
    expect(sentences({ identities: 0 })).toEqual([
      "good: No identity changes: the integration has none yet.",
    ]);
    expect(sentences({ unchanged: 9 })).toEqual(["good: No identity changes, of 9."]);
  });

  it("says at most where nobody can count them", () => {
    expect(sentences({ policyChanged: 9 }, { needAnotherToken: { atLeast: 0, atMost: 9 } })[0]).toBe(
      "warn: At most 9 identities need a token of a JWT signer that the new auth policy allows.",
    );
  });
});

describe("the fields of the mapping", () => {
  const form = formOf(DEFAULT_MAPPING);

  it("send the path only with a custom external ID, and keep it while another one is chosen", () => {
    const typed = { ...form, externalIdField: "CUSTOM", externalIdCustomPath: " externalId " };
    expect(mappingOf(typed).externalIdCustomPath).toBe("externalId");
    expect(mappingOf({ ...typed, externalIdField: "NONE" })).toEqual(DEFAULT_MAPPING);
  });

  it("say what is wrong with a path, as the server would", () => {
    const path = (externalIdCustomPath: string) =>
      pathProblem({ ...form, externalIdField: "CUSTOM", externalIdCustomPath });
    expect(path('emails[type eq "work"].value')).toBeNull();
    expect(path("emails")).toBe(
      "emails has several values; name one, as in 'emails[type eq \"work\"].value'.",
    );
    expect(path("")).toBe('It must name an attribute of the user, as "externalId" does.');
    expect(pathProblem({ ...form, externalIdCustomPath: "emails[" })).toBeNull();
  });

  it("keep what was edited, and take what somebody else saved", () => {
    const edited = { ...form, identityNameField: "DISPLAY_NAME" };
    const stored = { ...DEFAULT_MAPPING, authPolicyId: "p2" };
    expect(rebased(edited, DEFAULT_MAPPING, stored)).toEqual({ ...edited, authPolicyId: "p2" });
    expect(changedSettings(DEFAULT_MAPPING, stored)).toEqual(["authPolicyId"]);
  });

  it("show a reason of the server as a sentence", () => {
    expect(asSentence("names no auth policy")).toBe("It names no auth policy.");
    expect(asSentence("title is set by this server")).toBe("title is set by this server.");
  });
});
