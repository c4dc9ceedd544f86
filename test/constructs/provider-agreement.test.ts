import fc from "fast-check";
import { ConstructError, ExternalId, IdentityName, ScimIntegration, TokenRotation } from "../../constructs";
import { durationSeconds } from "../../constructs/checks/duration-text";
import { IdentitiesOnDestroy } from "../../constructs/integration/identities-on-destroy";
import { externalIdProblem } from "../../constructs/mapping/external-id";
import { parseMappingPath } from "../../src/contract/scim/mapping-path";
import { EXTERNAL_ID_SOURCES, IDENTITY_NAMES } from "../../src/provider/scim-mapping/settings";
import { DEFAULT_LIFETIME } from "../../src/provider/scim-token/schema";
import { durationSeconds as providerSeconds } from "../../src/provider/validators/duration";
import { emptyStack } from "./synthesis";

describe("the constructs know what the provider allows", () => {
  test("the choices are the provider's", () => {
    expect(Object.values(IdentityName)).toEqual(Object.keys(IDENTITY_NAMES));
    const { none, userName, primaryEmail, custom } = ExternalId;
    const sources = [none(), userName(), primaryEmail(), custom("externalId")].map(({ source }) => source);
    expect(sources).toEqual(Object.keys(EXTERNAL_ID_SOURCES));
    expect(Object.values(IdentitiesOnDestroy)).toEqual(["keep", "disable", "delete"]);
  });

  test("a duration is as long as the provider takes it to be", () => {
    const word = fc.stringMatching(/^(\d{1,4}[wdhmsx]?){0,3}$/);
    fc.assert(fc.property(word, (text) => durationSeconds(text) === providerSeconds(text)));
    expect(durationSeconds("1h30m")).toBe(5400);
  });

  test("the default lifetime is the provider's", () => {
    const build = (rotateBefore: string) => () =>
      new TokenRotation(emptyStack(), "slot", {
        integration: ScimIntegration.fromIntegrationId(emptyStack(), "it", "6a1d9f5e"),
        rotateBefore,
      });
    const seconds = providerSeconds(DEFAULT_LIFETIME) ?? 0;
    expect(build(`${seconds - 1}s`)).not.toThrow();
    expect(build(`${seconds}s`)).toThrow(ConstructError);
  });

  test.each([
    "externalId",
    "USERNAME",
    " nickName ",
    "name.givenName",
    'emails[type eq "work"].value',
    'emails[type eq "work" and primary eq true].value',
    "urn:ietf:params:scim:schemas:core:2.0:User:userName",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
    "urn:example:params:badge:1.0:User:badge-number",
    "URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:userName",
  ])("%j is a path to both", (path) => {
    expect(parseMappingPath(path)).toMatchObject({ ok: true });
    expect(externalIdProblem("externalId", ExternalId.custom(path))).toBeNull();
  });

  test.each(["", " ", "emails[", "emails]", "two words", "name.", ".name", "1st", "a..b"])(
    "%j is a path to neither",
    (path) => {
      expect(parseMappingPath(path)).toMatchObject({ ok: false });
      expect(externalIdProblem("externalId", ExternalId.custom(path))).not.toBeNull();
    },
  );
});
