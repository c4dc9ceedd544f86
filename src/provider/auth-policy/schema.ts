import { between, computed, defineSchema, each, integer, notBlank, optional, required } from "../../tfplugin";

/** Smallest minimum the controller keeps; it silently raises anything less, and the plan would not equal the result. */
export const LEAST_PASSWORD_LENGTH = 5;

export const authPolicySchema = defineSchema({
  version: 1,
  description:
    "An auth policy: how the identities that have it may sign in. `netfoundry_scim_mapping` gives one to every identity " +
    "that SCIM makes.\n\n" +
    "What is left out is not allowed: a policy for people who come from an identity provider needs `primary.ext_jwt.allowed`. " +
    "A change holds from the next sign-in on; sessions that are open go on. The default policy of a network has the id " +
    "`default`; it can be imported and changed, but not deleted.\n\n" +
    "A policy cannot be destroyed while an integration gives it to people. To have Terraform destroy the two in the right order, " +
    "add `depends_on` with the policy to the `netfoundry_scim_integration`, as the example does: only its mapping settings refer to the policy. " +
    "Where the integration stays and is given another policy, the policy needs `create_before_destroy = true` in its `lifecycle` block: " +
    "otherwise Terraform destroys it before it changes the mapping settings, and is refused.",
  attributes: {
    id: computed.string({ description: "Id of the auth policy.", keep: true }),
    name: required.string({
      description: "Name of the policy, unique in the network.",
      validate: [notBlank()],
    }),
    primary: optional.object({
      description: "What an identity signs in with first.",
      default: {},
      attributes: {
        cert: optional.object({
          description: "A client certificate.",
          default: {},
          attributes: {
            allowed: optional.bool({ description: "Whether it is allowed.", default: false }),
            allow_expired: optional.bool({
              description: "Whether an expired certificate still opens the door.",
              default: false,
            }),
          },
        }),
        ext_jwt: optional.object({
          description: "A token of an identity provider, checked by a JWT signer.",
          default: {},
          attributes: {
            allowed: optional.bool({ description: "Whether it is allowed.", default: false }),
            allowed_signer_ids: optional.set.string({
              description:
                "Ids of the `netfoundry_jwt_signer` whose tokens are accepted. Empty means every enabled signer of the network.",
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
              description: `Shortest password accepted; at least ${LEAST_PASSWORD_LENGTH}, which is the default.`,
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
                "Wrong passwords in a row before the identity is locked out; 0, the default, is no limit.",
              default: 0,
              validate: [integer(), between(0, Number.MAX_SAFE_INTEGER)],
            }),
            lockout_duration_minutes: optional.number({
              description: "How long a lockout lasts, in minutes; 0, the default, is until somebody ends it.",
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
          description: "Whether a time-based one-time password.",
          default: false,
        }),
        jwt_signer_id: optional.string({
          description: "Id of the `netfoundry_jwt_signer` that a second token has to come from.",
          validate: [notBlank()],
        }),
      },
    }),
    tags: optional.map.string({ description: "Anything worth noting on the policy." }),
  },
});
