import {
  computed,
  defineSchema,
  each,
  exactlyOneOf,
  httpUrl,
  notBlank,
  oneOf,
  optional,
  required,
} from "../../tfplugin";
import { locationAttributes } from "../location/attributes";
import { oneCertificate, samePem } from "../validators/certificate";
import { sameUrl } from "../validators/same-url";

/**
 * Whether two claims are equal. A controller 2.x treats the claim as a JSON pointer and adds the slash
 * itself. A controller 1.6 treats it as a name.
 */
export function sameClaim(one: string, other: string): boolean {
  return one.replace(/^\//, "") === other.replace(/^\//, "");
}

export const jwtSignerSchema = defineSchema({
  version: 2,
  description:
    "A JWT signer: an identity provider whose tokens give access to the network. The issuer of a token " +
    "decides which signer checks it, with the keys of `jwks_endpoint` or of `cert_pem`. One claim of " +
    "the token identifies the person. The network compares it with the id of an identity or, with " +
    "`use_external_id`, with its external ID, which `netfoundry_scim_mapping` sets.\n\n" +
    "A signer cannot be destroyed while an auth policy names it. To remove a signer from a policy and " +
    "destroy it in one run, set `create_before_destroy = true` in the `lifecycle` block of the signer. " +
    "Otherwise Terraform destroys the signer before it changes the policy, and the API refuses.",
  attributes: {
    id: computed.string({ description: "Id of the signer.", keep: true }),
    name: required.string({
      description: "Name of the signer, unique in the network.",
      validate: [notBlank()],
    }),
    issuer: required.string({
      description:
        "The `iss` of its tokens, unique in the network. The comparison is exact: upper and lower case " +
        "and a slash at the end count.",
      validate: [notBlank()],
    }),
    audience: required.string({
      description: "A value that the `aud` of its tokens must contain.",
      validate: [notBlank()],
    }),
    enabled: optional.bool({
      description: "Whether the network accepts tokens of the signer. True by default.",
      default: true,
    }),
    jwks_endpoint: optional.string({
      description:
        "URL where the identity provider publishes its keys. Set exactly one of this and `cert_pem`.",
      validate: [httpUrl()],
      same: sameUrl,
    }),
    cert_pem: optional.string({
      description:
        "The certificate whose key signs the tokens: exactly one, in PEM. Set exactly one of this and " +
        "`jwks_endpoint`.",
      validate: [oneCertificate()],
      same: samePem,
    }),
    kid: optional.string({
      description:
        "The `kid` of tokens signed with `cert_pem`. Defaults to the fingerprint of the certificate.",
      validate: [notBlank()],
    }),
    claims_property: optional.string({
      description:
        "The claim that identifies the person; `sub` by default. For a nested claim, give a JSON " +
        "pointer such as `/user/email`.",
      default: "sub",
      validate: [notBlank()],
      same: sameClaim,
    }),
    use_external_id: optional.bool({
      description:
        "Whether to compare the claim with the external ID of an identity instead of its id. " +
        "Identities that SCIM makes need `true`.",
      default: false,
    }),
    client_id: optional.string({
      description: "The OAuth client id with which clients sign in at the identity provider.",
      validate: [notBlank()],
    }),
    scopes: optional.set.string({
      description: "The OAuth scopes that clients ask for.",
      default: [],
      validate: [each(notBlank())],
    }),
    target_token: optional.string({
      description: "Which token clients send: `ACCESS` (the default) or `ID`.",
      default: "ACCESS",
      validate: [oneOf("ACCESS", "ID")],
    }),
    external_auth_url: optional.string({
      description: "URL where clients send people to sign in.",
      validate: [httpUrl()],
      same: sameUrl,
    }),
    tags: optional.map.string({ description: "Any notes on the signer." }),
    ...locationAttributes("signer"),
    cert_fingerprint: computed.string({
      description: "Fingerprint of `cert_pem`; null with `jwks_endpoint`.",
      keep: true,
      nullable: true,
    }),
    cert_not_before: computed.string({
      description: "Start of the validity of the certificate (RFC 3339); null with `jwks_endpoint`.",
      keep: true,
      nullable: true,
    }),
    cert_not_after: computed.string({
      description: "End of the validity of the certificate (RFC 3339); null with `jwks_endpoint`.",
      keep: true,
      nullable: true,
    }),
  },
  relations: [exactlyOneOf("jwks_endpoint", "cert_pem")],
});
