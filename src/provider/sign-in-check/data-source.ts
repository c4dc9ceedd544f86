import { defineDataSource, defineSchema, each, notBlank, optional, required } from "../../tfplugin";
import type { ProviderContext } from "../context";
import { claimsOf } from "./claims";
import { askForCheck, checkAttributes, resultOf } from "./result";

/** `netfoundry_sign_in` */
export const signInData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description:
      "Whether a token with these claims would sign somebody in, step by step. It needs no token: the " +
      "steps that need one (`format`, `key-id`, `key` and `signature`) are `not-checked`. The lifetime is " +
      "checked when `claims_json` has `exp` or `nbf`.\n\n" +
      "A refused sign-in is no error, so a `check` block or a postcondition decides. Its `error_message` " +
      "can name `failed_step` and `hints`. To check a real token, use the ephemeral resource " +
      "`netfoundry_sign_in_check`: a token in a data source would lie in the state.\n\n" +
      "Needs a server with the call `jwt-checks`. The server of this package has it. NetFoundry has " +
      "published none.",
    attributes: {
      issuer: required.string({ description: "The claim `iss`.", validate: [notBlank()] }),
      audiences: optional.set.string({
        description: "The claim `aud`. Without it the token has none.",
        validate: [each(notBlank())],
      }),
      claims: optional.map.string({
        description: "Other claims with a text as value, such as `email`.",
      }),
      claims_json: optional.string({
        description:
          "Claims with another value, as a JSON object: lists, numbers, nested claims. One that `claims` " +
          "also has is taken from there.",
        validate: [notBlank()],
      }),
      ...checkAttributes,
    },
  }),

  async read({ config, context, signal }) {
    const { issuer, audiences, claims, claims_json, expected_identity_id } = config;
    const given = { issuer, audiences, claims, claims_json };
    const body = { claims: claimsOf(given), expectedIdentityId: expected_identity_id ?? undefined };
    const check = await askForCheck(context, body, signal);
    return { ...given, expected_identity_id, ...resultOf(check) };
  },
});
