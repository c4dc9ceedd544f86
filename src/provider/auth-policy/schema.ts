import { between, computed, defineSchema, each, integer, notBlank, optional, required } from "../../tfplugin";
import { locationAttributes } from "../location/attributes";

/**
 * The smallest minimum that the controller keeps. It silently raises a lower one, so the result would differ
 * from the plan.
 */
export const LEAST_PASSWORD_LENGTH = 5;

export const authPolicySchema = defineSchema({
  version: 2,
  description:
    "An auth policy decides how its identities may sign in. `netfoundry_scim_mapping` assigns one to " +
    "every identity that SCIM makes.\n\n" +
    "The policy forbids whatever is left out: people from an identity provider need " +
    "`primary.ext_jwt.allowed`. `cert`, `ext_jwt` and `updb` without `allowed` are an error, because " +
    "Terraform drops a mistyped key without a word. A change takes effect with the next sign-in; open " +
    "sessions continue. The default policy of a network has the id `default`. It can be imported and " +
    "changed, but not deleted.\n\n" +
    "A policy cannot be destroyed while an integration assigns it. Only the mapping settings refer to " +
    "the policy, so the integration needs `depends_on` with the policy for the right order of a " +
    "destroy, as the example shows. To destroy a policy and change the mapping settings in one run, " +
    "set `create_before_destroy = true` in the `lifecycle` block of the policy. Otherwise Terraform " +
    "destroys the policy before it changes the mapping settings, and the API refuses.",
  attributes: {
    id: computed.string({ description: "Id of the auth policy.", keep: true }),
    name: required.string({
      description: "Name of the policy, unique in the network.",
      validate: [notBlank()],
    }),
    primary: optional.object({
      description: "How an identity signs in first.",
      default: {},
      attributes: {
        cert: optional.object({
          description: "A client certificate.",
          default: {},
          attributes: {
            allowed: optional.bool({ description: "Whether it is allowed.", default: false }),
            allow_expired: optional.bool({
              description: "Whether an expired certificate is accepted.",
              default: false,
            }),
          },
        }),
        ext_jwt: optional.object({
          description: "A token of an identity provider. A JWT signer checks it.",
          default: {},
          attributes: {
            allowed: optional.bool({ description: "Whether it is allowed.", default: false }),
            allowed_signer_ids: optional.set.string({
              description:
                "Ids of the `netfoundry_jwt_signer` resources whose tokens are accepted. Empty means " +
                "every enabled signer of the network.",
              default: [],
              validate: [each(notBlank())],
            }),
          },
        }),
        updb: optional.object({
          description: "A user name and password kept by NetFoundry.",
          default: {},
          attributes: {
            allowed: optional.bool({ description: "Whether it is allowed.", default: false }),
            min_password_length: optional.number({
              description:
                `Length of the shortest password accepted. At least ${LEAST_PASSWORD_LENGTH}, which is ` +
                "the default.",
              default: LEAST_PASSWORD_LENGTH,
              validate: [integer(), between(LEAST_PASSWORD_LENGTH, Number.MAX_SAFE_INTEGER)],
            }),
            require_special_char: optional.bool({
              description: "Whether a password needs a special character.",
              default: false,
            }),
            require_number_char: optional.bool({
              description: "Whether a password needs a digit.",
              default: false,
            }),
            require_mixed_case: optional.bool({
              description: "Whether a password needs upper and lower case.",
              default: false,
            }),
            max_attempts: optional.number({
              description:
                "Wrong passwords in a row before the identity is locked out. 0, the default, means no " +
                "limit.",
              default: 0,
              validate: [integer(), between(0, Number.MAX_SAFE_INTEGER)],
            }),
            lockout_duration_minutes: optional.number({
              description:
                "How long a lockout lasts, in minutes. 0, the default, means until somebody ends it.",
              default: 0,
              validate: [integer(), between(0, Number.MAX_SAFE_INTEGER)],
            }),
          },
        }),
      },
    }),
    secondary: optional.object({
      description: "What an identity needs in addition.",
      default: {},
      attributes: {
        require_totp: optional.bool({
          description: "Whether a time-based one-time password is needed.",
          default: false,
        }),
        jwt_signer_id: optional.string({
          description: "Id of the `netfoundry_jwt_signer` that must accept a second token.",
          validate: [notBlank()],
        }),
      },
    }),
    tags: optional.map.string({ description: "Any notes on the policy." }),
    ...locationAttributes("policy"),
  },
});
