import { Construct, type IConstruct } from "constructs";
import { httpUrl, isKnown, member, type Problem, requiredText, text, texts } from "../checks/checks";
import { refuseProblems } from "../checks/construct-error";
import { UniqueValue } from "../checks/unique-value";
import { DataNetfoundryJwtSigner } from "../generated/data-netfoundry-jwt-signer";
import { JwtSigner as JwtSignerResource } from "../generated/jwt-signer";
import { attributeOf } from "../resource/attribute-of";
import { type ReplacementProps, replacement } from "../resource/replacement";
import type { ProviderProps, ResourceProps } from "../resource/resource-props";
import { externalIdMatchProblems } from "./external-id-match";
import { TargetToken } from "./target-token";

/** The names of all signers. */
export const signerNames = new UniqueValue("name", "give the signer a name of its own");
/** The issuers of all signers. */
export const signerIssuers = new UniqueValue("issuer", "let both policies name one JwtSigner");

const PEM_START = "-----BEGIN CERTIFICATE-----";

/** A JWT signer, of this stack or imported. */
export interface IJwtSigner extends IConstruct {
  /** Id of the signer. */
  readonly jwtSignerId: string;
}

/** The identity provider whose tokens the network accepts, and how it checks and matches them. */
export interface JwtSignerProps extends ResourceProps, ReplacementProps {
  /** Name of the signer, unique in the network. */
  readonly name: string;
  /**
   * The `iss` of its tokens, unique in the network. The comparison is exact: case and a slash at the end
   * count.
   */
  readonly issuer: string;
  /** A value that the `aud` of its tokens must contain. */
  readonly audience: string;
  /**
   * Whether tokens of the signer are accepted.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Where the identity provider publishes its keys. Exactly one of this and `certPem`.
   *
   * @default - the key of certPem
   */
  readonly jwksEndpoint?: string;
  /**
   * The certificate whose key signs the tokens, in PEM. Exactly one of this and `jwksEndpoint`.
   *
   * @default - the keys of jwksEndpoint
   */
  readonly certPem?: string;
  /**
   * The `kid` of tokens signed with `certPem`.
   *
   * @default - the fingerprint of the certificate
   */
  readonly kid?: string;
  /**
   * The claim that identifies the person; for a claim inside another one, a JSON pointer such as
   * `/user/email`.
   *
   * @default sub
   */
  readonly claimsProperty?: string;
  /**
   * Whether the claim is compared with the external ID of an identity instead of its id. Identities that SCIM
   * makes need true.
   *
   * @default false
   */
  readonly useExternalId?: boolean;
  /**
   * The OAuth client id that clients use to sign in at the identity provider.
   *
   * @default - none
   */
  readonly clientId?: string;
  /**
   * The OAuth scopes that clients ask for.
   *
   * @default - none
   */
  readonly scopes?: readonly string[];
  /**
   * Which token clients send.
   *
   * @default TargetToken.ACCESS
   */
  readonly targetToken?: TargetToken;
  /**
   * Where clients send people to sign in.
   *
   * @default - none
   */
  readonly externalAuthUrl?: string;
  /**
   * Anything worth noting on the signer.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

class ImportedSigner extends Construct implements IJwtSigner {
  jwtSignerId = "";
}

/** A JWT signer: an identity provider whose tokens give access to the network. */
export class JwtSigner extends Construct implements IJwtSigner {
  /** A signer that is managed elsewhere, by its id. */
  static fromJwtSignerId(scope: Construct, id: string, jwtSignerId: string): IJwtSigner {
    const imported = new ImportedSigner(scope, id);
    refuseProblems(imported, [requiredText("jwtSignerId", jwtSignerId, "give the ID of the signer")]);
    imported.jwtSignerId = jwtSignerId;
    return imported;
  }

  /** A signer that is managed elsewhere, by its name. Terraform looks it up in every run. */
  static fromJwtSignerName(
    scope: Construct,
    id: string,
    jwtSignerName: string,
    { provider }: ProviderProps = {},
  ): IJwtSigner {
    const imported = new ImportedSigner(scope, id);
    refuseProblems(imported, [requiredText("jwtSignerName", jwtSignerName, "give the name of the signer")]);
    const found = new DataNetfoundryJwtSigner(imported, "Default", { name: jwtSignerName, provider });
    imported.jwtSignerId = found.id;
    return imported;
  }

  /** Id of the signer. */
  readonly jwtSignerId: string;
  /** Name of the signer. */
  readonly jwtSignerName: string;

  constructor(scope: Construct, id: string, props: JwtSignerProps) {
    super(scope, id);
    const { createBeforeDestroy: _lifecycle, ...arguments_ } = props;
    const { name, issuer, scopes, tags, provider, forEach } = props;
    const place = { construct: this, provider, forEach };
    refuseProblems(this, [
      ...problemsOf(props),
      signerNames.problem(name, place),
      signerIssuers.problem(issuer, place),
    ]);
    signerNames.take(name, place);
    signerIssuers.take(issuer, place);
    const resource = new JwtSignerResource(this, "Default", {
      ...arguments_,
      scopes: scopes && [...scopes],
      tags: tags && { ...tags },
      lifecycle: replacement(props),
    });
    this.jwtSignerId = attributeOf(resource, "id");
    this.jwtSignerName = attributeOf(resource, "name");
    if (props.useExternalId === true) {
      this.node.addValidation({ validate: () => externalIdMatchProblems(place) });
    }
  }
}

function problemsOf(props: JwtSignerProps): Problem[] {
  const orNot = "or leave it out";
  return [
    requiredText("name", props.name, "give the name that the console is to show"),
    requiredText("issuer", props.issuer, "give the iss of its tokens, as in https://example.okta.com"),
    requiredText("audience", props.audience, "give the aud of its tokens"),
    keyProblem(props),
    httpUrl("jwksEndpoint", props.jwksEndpoint),
    text("kid", props.kid, `give the kid of its tokens, ${orNot}`),
    text("claimsProperty", props.claimsProperty, `give the name of a claim such as email, ${orNot} for sub`),
    text("clientId", props.clientId, `give the OAuth client id, ${orNot}`),
    texts("scopes", props.scopes, "give scopes such as openid, or take it out"),
    member("targetToken", props.targetToken, "TargetToken", TargetToken),
    httpUrl("externalAuthUrl", props.externalAuthUrl),
  ];
}

function keyProblem({ jwksEndpoint, certPem }: JwtSignerProps): Problem {
  const certificate = certPem ?? null;
  if (((jwksEndpoint ?? null) === null) === (certificate === null)) {
    const got = certificate === null ? "neither" : "both";
    const fix = "give jwksEndpoint if the identity provider publishes its keys, otherwise certPem";
    return `exactly one of jwksEndpoint and certPem is needed, got ${got}; ${fix}`;
  }
  // The message leaves out the value: a key given by mistake must not reach a log.
  if (!isKnown(certPem)) return null;
  if (certPem.includes("PRIVATE KEY")) {
    const fix = "keep that to yourself and give the certificate that belongs to it";
    return `certPem must be a certificate, got a private key; ${fix}`;
  }
  return certPem.includes(PEM_START)
    ? null
    : `certPem must be one certificate in PEM, got a text without one; it starts with ${PEM_START}`;
}
