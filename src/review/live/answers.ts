import type { AuthPolicy } from "../../contract/edge/auth-policy";
import type { JwtSigner } from "../../contract/edge/jwt-signer";
import type { Integration } from "../../contract/gateway/integration";
import type { MappingPreview } from "../../contract/gateway/mapping";
import type { TokenMetadata } from "../../contract/gateway/token";

/** How many identities there are, disabled ones included: a controller cannot filter by that. */
export interface IdentityNumbers {
  readonly identities: number;
  readonly withoutExternalId: number;
}

/** What the API answered about one network. Plain JSON, so that a test can keep it in a file. */
export interface NetworkAnswers {
  readonly policies: readonly AuthPolicy[];
  readonly signers: readonly JwtSigner[];
  /** Empty on a plain OpenZiti controller. */
  readonly integrations: readonly Integration[];
  /** By the id of the policy; only of those that the plan affects. */
  readonly byPolicy: Readonly<Record<string, IdentityNumbers>>;
  /** By the id of the integration; only of those that the plan affects. */
  readonly byIntegration: Readonly<Record<string, IdentityNumbers>>;
  /** What new mapping settings would do, by the id of the integration. */
  readonly previews: Readonly<Record<string, MappingPreview>>;
  /** The tokens of an integration, newest first; only of those whose token the plan affects. */
  readonly tokens: Readonly<Record<string, readonly TokenMetadata[]>>;
}

/** Something that could not be asked. */
export interface LiveProblem {
  /** What is not known because of it, as in `the network 6f…`. */
  readonly what: string;
  readonly reason: string;
}

/** What the API answered to `--live`. */
export interface LiveAnswers {
  /** Id of the network of objects that name none; null on a plain controller, or when it is not known. */
  readonly defaultNetworkId: string | null;
  /** By the id of the network; a plain controller has the empty id. */
  readonly networks: Readonly<Record<string, NetworkAnswers>>;
  readonly problems: readonly LiveProblem[];
}
