import { computed, defineSchema, each, httpUrl, notBlank, oneOf, optional, required } from "../../tfplugin";
import { oneCertificate, samePem } from "../validators/certificate";

/** A controller of the 2.x line takes the claim as a JSON pointer and adds the slash itself; one of 1.6 takes the name. */
export function sameClaim(one: string, other: string): boolean {
  return one.replace(/^\//, "") === other.replace(/^\//, "");
}

export const jwtSignerSchema = defineSchema({
  version: 1,
  description:
    "A JWT signer: an identity provider whose tokens open the network. A token is matched to the signer by its issuer, checked " +
    "with the keys of `jwks_endpoint` or of `cert_pem`, and matched to an identity by one of its claims: by the id of the " +
    "identity, or with `use_external_id` by its external ID, which `netfoundry_scim_mapping` sets.\n\n" +
    "A signer cannot be destroyed while an auth policy names it. To take it out of a policy and destroy it in one run, it needs " +
    "`create_before_destroy = true` in its `lifecycle` block: otherwise Terraform destroys it before it changes the policy, and is refused.",
  attributes: {
    id: computed.string({ description: "Id of the signer.", keep: true }),
    name: required.string({
      description: "Name of the signer, unique in the network.",
      validate: [notBlank()],
    }),
    issuer: required.string({
      description:
        "The `iss` of its tokens, unique in the network. It is compared exactly: upper and lower case and a slash at the end count.",
      validate: [notBlank()],
    }),
    audience: required.string({
      description: "What the `aud` of its tokens has to contain.",
      validate: [notBlank()],
    }),
    enabled: optional.bool({
      description: "Whether tokens of the signer are accepted. Enabled by default.",
      default: true,
    }),
    jwks_endpoint: optional.string({
      description:
        "Where the keys of the identity provider are published. Exactly one of this and `cert_pem`.",
      validate: [httpUrl()],
    }),
    cert_pem: optional.string({
      description:
        "The certificate whose key signs the tokens: exactly one, in PEM. Exactly one of this and `jwks_endpoint`.",
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
        "The claim that identifies the person, `sub` by default. For a claim inside another one, a JSON pointer such as `/user/email`.",
      default: "sub",
      validate: [notBlank()],
      same: sameClaim,
    }),
    use_external_id: optional.bool({
      description:
        "Whether the claim is compared with the external ID of an identity instead of its id. Identities that SCIM makes need `true`.",
      default: false,
    }),
    client_id: optional.string({
      description: "The OAuth client id that clients use to sign in at the identity provider.",
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
      description: "Where clients send people to sign in.",
      validate: [httpUrl()],
    }),
    tags: optional.map.string({ description: "Anything worth noting on the signer." }),
    cert_fingerprint: computed.string({
      description: "Fingerprint of `cert_pem`; null with `jwks_endpoint`.",
      keep: true,
      nullable: true,
    }),
    cert_not_before: computed.string({
      description: "From when on the certificate is valid (RFC 3339); null with `jwks_endpoint`.",
      keep: true,
      nullable: true,
    }),
    cert_not_after: computed.string({
      description: "Until when the certificate is valid (RFC 3339); null with `jwks_endpoint`.",
      keep: true,
      nullable: true,
    }),
  },
});
