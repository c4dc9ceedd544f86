import type { JwtCheck } from "../../contract/gateway/jwt-check";
import {
  type Diagnostics,
  defineEphemeral,
  defineSchema,
  each,
  notBlank,
  required,
  sizeBetween,
} from "../../tfplugin";
import { asSentence } from "../as-sentence";
import type { ProviderContext } from "../context";
import { askForCheck, checkAttributes, resultOf } from "./result";

/** `ephemeral.netfoundry_sign_in_check` */
export const signInCheck = defineEphemeral<ProviderContext>()({
  schema: defineSchema({
    description:
      "Whether a token of an identity provider would sign somebody in, step by step. The check makes no " +
      "session. The token goes into no state and no plan.\n\n" +
      "A refused sign-in is no error, so the condition of a `check` block or of a postcondition decides. " +
      "Terraform shows no `error_message` that uses an ephemeral value, so a warning of this resource " +
      "names the step and what to do.\n\n" +
      "Needs Terraform 1.10 or later, and a server with the call `jwt-checks`. The server of this package " +
      "has it. NetFoundry has published none.",
    attributes: {
      tokens: required.list.string({
        description:
          "The JWT that signs in. Up to two more may follow, as a second factor. Take them from an " +
          "ephemeral variable.",
        sensitive: true,
        validate: [sizeBetween(1, 3), each(notBlank())],
      }),
      ...checkAttributes,
    },
  }),

  async open({ config, context, diagnostics, signal }) {
    const { tokens, expected_identity_id } = config;
    const body = { tokens: [...tokens], expectedIdentityId: expected_identity_id ?? undefined };
    const check = await askForCheck(context, body, signal);
    warn(check, diagnostics);
    return { result: { tokens, expected_identity_id, ...resultOf(check) } };
  },
});

/** Says why the sign-in is not accepted. */
function warn({ verdict, steps, hints, identity, isExpectedIdentity }: JwtCheck, diagnostics: Diagnostics) {
  const help = hints.map(({ message }) => ` ${asSentence(message)}`).join("");
  if (verdict !== "accepted") {
    const failed = steps.find(({ outcome }) => outcome === "failed");
    const where =
      failed === undefined
        ? `It is ${verdict}.`
        : `The step ${failed.step} fails: ${asSentence(failed.detail)}`;
    diagnostics.warning({ summary: "A sign-in would not be accepted", detail: `${where}${help}` });
  } else if (isExpectedIdentity === false) {
    diagnostics.warning({
      attribute: "expected_identity_id",
      summary: "Another identity would sign in",
      detail: `The token signs in "${identity?.name}" (${identity?.id}), not the expected one.${help}`,
    });
  }
}
