import { Construct, type IConstruct } from "constructs";
import { requiredText } from "../checks/checks";
import { ConstructError, refuseProblems } from "../checks/construct-error";
import { UniqueValue } from "../checks/unique-value";
import { type AuthPolicyPrimary, AuthPolicy as AuthPolicyResource } from "../generated/auth-policy";
import { DataNetfoundryAuthPolicy } from "../generated/data-netfoundry-auth-policy";
import { attributeOf } from "../resource/attribute-of";
import { replacement } from "../resource/replacement";
import type { ProviderProps } from "../resource/resource-props";
import { type AuthPolicyProps, authPolicyProblems } from "./auth-policy-props";
import type { IJwtSigner } from "./jwt-signer";
import { signInWays } from "./sign-in-ways";

const names = new UniqueValue("name", "give the policy a name of its own");

/** An auth policy, of this stack or imported. */
export interface IAuthPolicy extends IConstruct {
  /** Id of the policy. */
  readonly authPolicyId: string;
}

class ImportedPolicy extends Construct implements IAuthPolicy {
  authPolicyId = "";
}

/** An auth policy. It decides how its identities may sign in. */
export class AuthPolicy extends Construct implements IAuthPolicy {
  /** A policy that is managed elsewhere, by its id. */
  static fromAuthPolicyId(scope: Construct, id: string, authPolicyId: string): IAuthPolicy {
    const imported = new ImportedPolicy(scope, id);
    refuseProblems(imported, [requiredText("authPolicyId", authPolicyId, "give the ID of the policy")]);
    imported.authPolicyId = authPolicyId;
    return imported;
  }

  /** A policy that is managed elsewhere, by its name. Terraform looks it up in every run. */
  static fromAuthPolicyName(
    scope: Construct,
    id: string,
    authPolicyName: string,
    { provider }: ProviderProps = {},
  ): IAuthPolicy {
    const imported = new ImportedPolicy(scope, id);
    const fix = "give the name of the policy";
    refuseProblems(imported, [requiredText("authPolicyName", authPolicyName, fix)]);
    imported.authPolicyId = new DataNetfoundryAuthPolicy(imported, "Default", {
      name: authPolicyName,
      provider,
    }).id;
    return imported;
  }

  /** The default policy, which every network has. It accepts every JWT signer. */
  static fromNetworkDefault(scope: Construct, id: string): IAuthPolicy {
    return AuthPolicy.fromAuthPolicyId(scope, id, "default");
  }

  /** Id of the policy. */
  readonly authPolicyId: string;
  /** Name of the policy. */
  readonly authPolicyName: string;
  readonly #resource: AuthPolicyResource;
  readonly #props: AuthPolicyProps;
  readonly #signers: IJwtSigner[];

  constructor(scope: Construct, id: string, props: AuthPolicyProps) {
    super(scope, id);
    const { name, tags, provider, forEach } = props;
    const place = { construct: this, provider, forEach };
    refuseProblems(this, [...authPolicyProblems(props), names.problem(name, place)]);
    names.take(name, place);
    this.#props = props;
    this.#signers = [...(props.extJwtAllowedSigners ?? [])];
    this.#resource = new AuthPolicyResource(this, "Default", {
      name,
      primary: this.#primary(),
      secondary: given({
        requireTotp: props.secondaryRequireTotp,
        jwtSignerId: props.secondaryJwtSigner?.jwtSignerId,
      }),
      tags: tags && { ...tags },
      provider,
      forEach,
      lifecycle: replacement(props),
    });
    this.authPolicyId = attributeOf(this.#resource, "id");
    this.authPolicyName = attributeOf(this.#resource, "name");
    signInWays.set(this, () => this.#ways());
    this.node.addValidation({ validate: () => this.#signInProblems() });
  }

  /** Accepts the tokens of another JWT signer. Throws ConstructError when `extJwtAllowed` is false. */
  addAllowedSigner(signer: IJwtSigner): void {
    if (this.#props.extJwtAllowed === false) {
      throw new ConstructError(this, [
        `extJwtAllowed is false, so no signer can be allowed, got ${signer.node.path}; ` +
          "leave extJwtAllowed out",
      ]);
    }
    if (this.#signers.includes(signer)) return;
    this.#signers.push(signer);
    const primary = this.#primary();
    if (primary !== undefined) this.#resource.putPrimary(primary);
  }

  #primary(): AuthPolicyPrimary | undefined {
    const props = this.#props;
    const signers = this.#signers.map(({ jwtSignerId }) => jwtSignerId);
    const named = signers.length > 0;
    return given({
      cert: way(props.certAllowed, { allowExpired: props.certAllowExpired }),
      extJwt: way(named ? true : props.extJwtAllowed, { allowedSignerIds: named ? signers : undefined }),
      updb: way(props.updbAllowed, {
        minPasswordLength: props.updbMinPasswordLength,
        requireSpecialChar: props.updbRequireSpecialChar,
        requireNumberChar: props.updbRequireNumberChar,
        requireMixedCase: props.updbRequireMixedCase,
        maxAttempts: props.updbMaxAttempts,
        lockoutDurationMinutes: props.updbLockoutDurationMinutes,
      }),
    });
  }

  #ways() {
    const { certAllowed, extJwtAllowed, updbAllowed } = this.#props;
    return {
      certificate: certAllowed === true,
      password: updbAllowed === true,
      jwt: this.#signers.length > 0 || extJwtAllowed === true,
      signers: this.#signers.length > 0 ? this.#signers : null,
    };
  }

  /**
   * The problems that are known only at the end, because signers can be added until then. Three explicit
   * false values refuse everybody on purpose.
   */
  #signInProblems(): string[] {
    const { certAllowed, extJwtAllowed, updbAllowed } = this.#props;
    const { certificate, password, jwt } = this.#ways();
    const onPurpose = [certAllowed, extJwtAllowed, updbAllowed].every((allowed) => allowed === false);
    if (certificate || password || jwt || onPurpose) return [];
    return [
      "nobody could sign in with this policy; set certAllowed, extJwtAllowed or updbAllowed to true, name " +
        "extJwtAllowedSigners, or set all three to false if that is meant",
    ];
  }
}

/** A way to sign in, or undefined when nothing is said of it. The provider wants to be told `allowed`. */
function way<T extends object>(allowed: boolean | undefined, details: T) {
  const members = given({ allowed, ...details });
  return members && { ...members, allowed: allowed ?? false };
}

/** The object, or undefined when no member is given. */
function given<T extends object>(members: T): T | undefined {
  return Object.values(members).some((value) => value !== undefined) ? members : undefined;
}
