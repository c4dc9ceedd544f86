import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MIN_PASSWORD_LENGTH } from "../../src/contract/edge/auth-policy";
import { ADOPT_IDENTITIES } from "../../src/contract/gateway/integration";
import {
  DEFAULT_MAPPING,
  EXTERNAL_ID_FIELDS,
  IDENTITY_NAME_CONFLICTS,
  IDENTITY_NAME_FIELDS,
} from "../../src/contract/gateway/mapping";
import { DEFAULT_TOKEN_LIFETIME_SECONDS } from "../../src/contract/gateway/token";
import { LEAST_PASSWORD_LENGTH } from "../../src/provider/auth-policy/schema";
import { ADOPTIONS, adoptIdentitiesOf, adoptionName } from "../../src/provider/scim-integration/adoption";
import {
  EXTERNAL_ID_SOURCES,
  IDENTITY_NAMES,
  mappingAttributes,
  mappingOf,
  NAME_CONFLICTS,
} from "../../src/provider/scim-mapping/settings";
import { DEFAULT_LIFETIME } from "../../src/provider/scim-token/schema";
import { durationSeconds } from "../../src/provider/validators/duration";
import { VERSION } from "../../src/provider/version";

describe("kept equal to the contract, which the start of the provider does not load", () => {
  test("identity names", () => {
    expect(Object.values(IDENTITY_NAMES)).toEqual([...IDENTITY_NAME_FIELDS]);
  });
  test("the tie-breakers of names", () => {
    expect(Object.values(NAME_CONFLICTS)).toEqual([...IDENTITY_NAME_CONFLICTS]);
  });
  test("the ways to adopt identities survive the way there and back", () => {
    expect(Object.values(ADOPTIONS)).toEqual([...ADOPT_IDENTITIES]);
    expect(ADOPT_IDENTITIES.map((one) => adoptIdentitiesOf(adoptionName(one)))).toEqual([
      ...ADOPT_IDENTITIES,
    ]);
  });
  test("external ID sources", () => {
    expect(Object.values(EXTERNAL_ID_SOURCES)).toEqual([...EXTERNAL_ID_FIELDS]);
  });
  test("the default mapping survives the way there and back", () => {
    expect(mappingOf(mappingAttributes(DEFAULT_MAPPING))).toEqual(DEFAULT_MAPPING);
  });
  test("the shortest password", () => {
    expect(LEAST_PASSWORD_LENGTH).toBe(MIN_PASSWORD_LENGTH);
  });
  test("the life of a token", () => {
    expect(durationSeconds(DEFAULT_LIFETIME)).toBe(DEFAULT_TOKEN_LIFETIME_SECONDS);
  });
  test("the version", () => {
    const text = readFileSync(join(__dirname, "../../package.json"), "utf8");
    expect(VERSION).toBe((JSON.parse(text) as { version: string }).version);
  });
});
