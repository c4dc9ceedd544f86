import { computed, defineSchema, lengthBetween, notBlank, oneOf, optional, required } from "../../tfplugin";
import { integrationNetworkId } from "../location/attributes";
import { samePem } from "../validators/certificate";
import { duration, sameDuration } from "../validators/duration";
import { SEALING_KEYS, sealingPublicKey } from "../validators/sealing-key";
import { lifetime } from "./lifetime";

/** One year, the life NetFoundry gives a token. */
export const DEFAULT_LIFETIME = "8760h";

export const scimTokenSchema = defineSchema({
  version: 2,
  description:
    "The auth token of a SCIM integration. The identity provider sends it as its OAuth bearer token. " +
    "The resource is a slot that rotates **in place**: a rotation changes `token`, but not `id`, so " +
    "references to the slot keep working.\n\n" +
    "The API shows a token once, when it mints it. Without `overlap`, a new token ends the former one " +
    "at once, and SCIM stops until the identity provider has the new value. `terraform plan` warns " +
    "before that happens. Use one slot per integration. Do not use `create_before_destroy` with it.\n\n" +
    "A change of `rotation_triggers` rotates the slot. So does the first run after the time that " +
    "`rotate_before` sets, and the first run after the token expired or was revoked. Somebody may also " +
    "mint a token outside the slot. That token may already be in use, so the provider leaves it alone " +
    "and warns; `on_external_rotation` can change this.\n\n" +
    '~> With `storage = "state"`, the default, the Terraform state holds the value of `token`. Protect ' +
    "the state accordingly. Or choose `sealed` or `none` and take the value from the ephemeral " +
    "resource `netfoundry_scim_token_value`.",
  attributes: {
    id: computed.string({
      description: "Id of the slot: the id of the integration. A rotation does not change it.",
      keep: true,
    }),
    integration_id: required.string({
      description: "Id of the `netfoundry_scim_integration` the token opens. Changing it replaces the slot.",
      replace: true,
      validate: [notBlank()],
    }),
    description: optional.string({
      description:
        "What the token is for. The API stores it with the token. A change takes effect with the next " +
        "rotation.",
      validate: [notBlank(), lengthBetween(1, 200)],
    }),
    lifetime: optional.string({
      description:
        "How long a token lives, such as `8760h` or `90d` (units w, d, h, m, s). One year by default. " +
        "With `never` it does not end, and the plan warns. A change takes effect with the next rotation.",
      default: DEFAULT_LIFETIME,
      validate: [lifetime()],
      same: sameDuration,
    }),
    rotate_before: optional.string({
      description:
        "How long before its end a token is due for rotation, such as `30d`. The next run after that " +
        "moment rotates it. When it is left out, the token is not rotated before it ends. A token that " +
        "the server gives no longer life than this is due after two thirds of its life.",
      validate: [duration()],
      same: sameDuration,
    }),
    overlap: optional.string({
      description:
        "How long the former token stays valid after a rotation, such as `4h`. In this time the " +
        "identity provider can be given the new one. The server must offer an overlap, otherwise the " +
        "plan fails: see `max_token_overlap_seconds` of the data source `netfoundry_scim_integration`. " +
        "NetFoundry offers none today. When `overlap` is left out, the former token ends at once.",
      validate: [duration()],
      same: sameDuration,
    }),
    expected_use_within: optional.string({
      description:
        "How soon after its mint the identity provider is expected to use a token, such as `3h`. When " +
        "nobody has used the token by then, the next plan warns. It must be shorter than the time after " +
        "which the token is rotated. Choose it shorter than `overlap`, so that the former token is still " +
        "valid at the warning. When it is left out, nothing is expected: Okta, for one, sends nothing " +
        "while nothing changes.",
      validate: [duration()],
      same: sameDuration,
      providerOnly: true,
    }),
    rotation_triggers: optional.map.string({
      description:
        "Values whose change rotates the token, such as a date or a version. Adding the first triggers " +
        "does not rotate it. Removing all triggers does not either.",
    }),
    on_external_rotation: optional.string({
      description:
        "What to do about a live token that somebody minted outside the slot. `warn` (the default) " +
        "leaves it and warns. `rotate` replaces it with a new one. `adopt` takes it over with the next " +
        "refresh, without its value.",
      default: "warn",
      validate: [oneOf("warn", "rotate", "adopt")],
      providerOnly: true,
    }),
    revoke_on_destroy: optional.bool({
      description:
        "Whether destroying the slot revokes its token, and the former token if that is still valid. A " +
        "token that was minted outside the slot is never revoked.",
      default: true,
      providerOnly: true,
    }),
    storage: optional.string({
      description:
        "Where the value of the token is kept. `state` (the default): in `token`, in clear text. " +
        "`sealed`: in `token_sealed`, which only the private key of `sealing_public_key` opens. " +
        "`none`: nowhere; only the apply that mints the token can use it. A change does not rotate the " +
        "token. A change from `state` removes the value from the state.",
      default: "state",
      validate: [oneOf("state", "sealed", "none")],
    }),
    sealing_public_key: optional.string({
      description:
        `Public key in PEM that the token is sealed for: ${SEALING_KEYS}. Needed with ` +
        '`storage = "sealed"`. A change takes effect with the next rotation.',
      validate: [sealingPublicKey()],
      same: samePem,
    }),
    network_id: integrationNetworkId,
    token_id: computed.string({ description: "Id of the token that is in the slot.", keep: true }),
    generation: computed.number({
      description:
        "Counts the tokens of the slot, from 1. Use it as the version of a write-only argument. A slot " +
        "that is replaced counts from 1 again. If the former slot was at 1 too, change the version " +
        "yourself: otherwise the secret store keeps the old token.",
      keep: true,
    }),
    token: computed.string({
      description:
        "The token. Null unless `storage` is `state`. Null after an import too, because the API shows " +
        "a token only when it mints it.",
      sensitive: true,
      keep: true,
      nullable: true,
    }),
    token_sealed: computed.string({
      description:
        "The token, sealed for `sealing_public_key`: a JWE (RFC 7516) in its compact form, with " +
        "RSA-OAEP-256 or ECDH-ES, A256GCM, and the thumbprint of the key (RFC 7638) as `kid`. Null unless " +
        "`storage` is `sealed`.",
      keep: true,
      nullable: true,
    }),
    fingerprint: computed.string({
      description:
        "Start of the SHA-256 of the token. It tells tokens apart without revealing them. Null after an " +
        "import.",
      keep: true,
      nullable: true,
    }),
    status: computed.string({
      description:
        "What the last refresh found: `live`, `superseded` (another token is live), `expired`, `revoked` " +
        "(or the token in its place has ended) or `missing`. Whether a live token was used is not told " +
        "here: see `standing` of the data source `netfoundry_scim_token`.",
      keep: true,
    }),
    created_at: computed.string({ description: "When the token was minted (RFC 3339).", keep: true }),
    expires_at: computed.string({
      description: "When the token ends (RFC 3339); null when it never does.",
      keep: true,
      nullable: true,
    }),
    rotate_after: computed.string({
      description:
        "From when the token is due for rotation (RFC 3339); null without `rotate_before`, and for a token " +
        "that never ends.",
      keep: true,
      nullable: true,
    }),
    rotation_due: computed.bool({
      description:
        "Whether the token was due for rotation at the last refresh, or the answer to a rotation was lost.",
      keep: true,
    }),
    previous_token_id: computed.string({
      description: "Id of the former token while it is still valid; null otherwise.",
      keep: true,
      nullable: true,
    }),
    previous_expires_at: computed.string({
      description: "When the former token ends (RFC 3339); null when there is none.",
      keep: true,
      nullable: true,
    }),
  },
});
