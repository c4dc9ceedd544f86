import { computed, defineSchema, lengthBetween, notBlank, oneOf, optional, required } from "../../tfplugin";
import { samePem } from "../validators/certificate";
import { duration, sameDuration } from "../validators/duration";
import { rsaPublicKey } from "../validators/rsa-key";

/** One year, the life NetFoundry gives a token. */
export const DEFAULT_LIFETIME = "8760h";

export const scimTokenSchema = defineSchema({
  version: 1,
  description:
    "The auth token of a SCIM integration: what the identity provider sends as its OAuth bearer token. The resource is a " +
    "slot that rotates **in place**: a rotation gives it a new `token` and leaves its `id` and everything that refers to it.\n\n" +
    "A token is shown once, when it is minted, and a new one ends the one before at once: from then on SCIM stops until " +
    "the identity provider has the new value. `terraform plan` warns before that happens. A server that can keep the former " +
    "token valid for a while does so for the length of `overlap`. Use one slot per integration, and do not use " +
    "`create_before_destroy` with it.\n\n" +
    "The slot is rotated when `rotation_triggers` change, when `rotate_before` says that it is time, and when its token has " +
    "expired or was revoked. A live token that somebody else minted is reported, not fought, because it may already be in use; " +
    "`on_external_rotation` says otherwise.\n\n" +
    '~> With `storage = "state"`, the default, the value of `token` is stored in the Terraform state. Protect the state ' +
    "accordingly, or choose `sealed` or `none` and take the value from the ephemeral resource `netfoundry_scim_token_value`.",
  attributes: {
    id: computed.string({
      description:
        "Id of the slot, which is the id of the integration. Does not change when the token is rotated.",
      keep: true,
    }),
    integration_id: required.string({
      description: "Id of the `netfoundry_scim_integration` the token opens. Changing it replaces the slot.",
      replace: true,
      validate: [notBlank()],
    }),
    description: optional.string({
      description: "What the token is for; kept with it. A change holds from the next rotation on.",
      validate: [notBlank(), lengthBetween(1, 200)],
    }),
    lifetime: optional.string({
      description:
        "How long a token lives, such as `8760h` or `90d` (units w, d, h, m, s). One year by default. A change holds from the next rotation on.",
      default: DEFAULT_LIFETIME,
      validate: [duration()],
      same: sameDuration,
    }),
    rotate_before: optional.string({
      description:
        "How long before its end a token is due for rotation, such as `30d`. The next run after that moment rotates it. Left out: it is not rotated before it ends.",
      validate: [duration()],
      same: sameDuration,
    }),
    overlap: optional.string({
      description:
        "How long the former token stays valid after a rotation, such as `4h`, so that the identity provider can be given the new " +
        "one meanwhile. Only a server that offers it accepts it (`max_token_overlap_seconds` of the data source " +
        "`netfoundry_scim_integration`; NetFoundry offers none today), otherwise the plan is refused. Left out: the former " +
        "token ends at once.",
      validate: [duration()],
      same: sameDuration,
    }),
    rotation_triggers: optional.map.string({
      description:
        "Any values whose change rotates the token, such as a date or a version. Adding triggers to a slot that had none, or removing them all, does not rotate it.",
    }),
    on_external_rotation: optional.string({
      description:
        "What to do about a live token that somebody minted outside the slot: `warn` (the default) leaves it and says so; `rotate` " +
        "replaces it with a new one; `adopt` takes it over with the next refresh, without its value.",
      default: "warn",
      validate: [oneOf("warn", "rotate", "adopt")],
      providerOnly: true,
    }),
    revoke_on_destroy: optional.bool({
      description:
        "Whether destroying the slot revokes its token. Only the slot's own token is ever revoked, and the one before it while " +
        "that is still valid; never one that took its place.",
      default: true,
      providerOnly: true,
    }),
    storage: optional.string({
      description:
        "Where the value of the token is kept: `state` (the default) in clear text as `token`; `sealed` as `token_sealed`, which only " +
        "the private key of `sealing_public_key` opens; `none` nowhere, it can be used in the apply that mints it and never again. " +
        "A change does not rotate; from `state` to another one the value leaves the state.",
      default: "state",
      validate: [oneOf("state", "sealed", "none")],
    }),
    sealing_public_key: optional.string({
      description:
        "RSA public key in PEM, of at least 2048 bits, that the token is sealed for (RSA-OAEP with SHA-256). Needed with " +
        '`storage = "sealed"`. A change holds from the next rotation on.',
      validate: [rsaPublicKey()],
      same: samePem,
    }),
    token_id: computed.string({ description: "Id of the token that is in the slot.", keep: true }),
    generation: computed.number({
      description:
        "Counts the tokens of the slot: 1 for the first. Use it as the version of a write-only argument. A slot that is replaced " +
        "counts from 1 again: where that is the number it had, change the version yourself, or the secret store keeps the old token.",
      keep: true,
    }),
    token: computed.string({
      description:
        "The token. Null after an import, because a token is only ever shown when it is minted, and unless `storage` is `state`.",
      sensitive: true,
      keep: true,
      nullable: true,
    }),
    token_sealed: computed.string({
      description:
        "The token, sealed for `sealing_public_key`, in Base64. Null unless `storage` is `sealed`.",
      keep: true,
      nullable: true,
    }),
    fingerprint: computed.string({
      description: "Start of the SHA-256 of the token, to compare without knowing it. Null after an import.",
      keep: true,
      nullable: true,
    }),
    status: computed.string({
      description:
        "What the last refresh found: `live`, `superseded` (another token is the live one), `expired`, `revoked` or `missing`.",
      keep: true,
    }),
    created_at: computed.string({ description: "When the token was minted (RFC 3339).", keep: true }),
    expires_at: computed.string({
      description: "When the token ends (RFC 3339); null when it never does.",
      keep: true,
      nullable: true,
    }),
    rotate_after: computed.string({
      description: "From when on the token is due for rotation (RFC 3339); null without `rotate_before`.",
      keep: true,
      nullable: true,
    }),
    rotation_due: computed.bool({
      description: "Whether that moment had come at the last refresh.",
      keep: true,
    }),
    previous_token_id: computed.string({
      description:
        "Id of the token before, as long as it is still valid beside the present one; null otherwise.",
      keep: true,
      nullable: true,
    }),
    previous_expires_at: computed.string({
      description: "When that token ends (RFC 3339); null when there is none.",
      keep: true,
      nullable: true,
    }),
  },
});
