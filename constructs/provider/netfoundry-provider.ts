import type { Construct } from "constructs";
import type { Problem } from "../checks/checks";
import { refuseProblems } from "../checks/construct-error";
import { NetfoundryProvider as GeneratedProvider } from "../generated/provider";
import type { Secret } from "./secret";

/**
 * Where the API is, and who signs in. Each setting has an environment variable, which keeps it out of files.
 */
export interface NetfoundryProviderProps {
  /**
   * Another name, for a stack with several providers.
   *
   * @default - it is the provider that constructs use by themselves
   */
  readonly alias?: string;
  /**
   * Base URL of the management API.
   *
   * @default - NF_API_URL, otherwise that of the environment
   */
  readonly apiUrl?: string;
  /**
   * The NetFoundry environment: `production`, `staging` or `sandbox`.
   *
   * @default - NF_ENVIRONMENT, otherwise production
   */
  readonly environment?: string;
  /**
   * Id of the API account.
   *
   * @default - NF_CLIENT_ID
   */
  readonly clientId?: string;
  /**
   * Secret of the API account.
   *
   * @default - NF_CLIENT_SECRET
   */
  readonly clientSecret?: Secret;
  /**
   * Token endpoint of the account.
   *
   * @default - NF_AUTH_URL, otherwise that of the API
   */
  readonly authUrl?: string;
  /**
   * Id of the network.
   *
   * @default - NF_NETWORK_ID, otherwise the only network of the account
   */
  readonly networkId?: string;
  /**
   * Name of the network, instead of its id.
   *
   * @default - NF_NETWORK_NAME
   */
  readonly networkName?: string;
  /**
   * Certificates to trust as well, in PEM, or the path of a file that holds them.
   *
   * @default - NF_CA_CERT
   */
  readonly caCert?: string;
  /**
   * Client certificate in PEM, or the path of a file that holds it.
   *
   * @default - NF_CLIENT_CERT
   */
  readonly clientCert?: string;
  /**
   * Private key of the client certificate, in PEM without a passphrase.
   *
   * @default - NF_CLIENT_KEY
   */
  readonly clientKey?: Secret;
  /**
   * Path of a file that holds the private key, instead of `clientKey`.
   *
   * @default - NF_CLIENT_KEY
   */
  readonly clientKeyFile?: string;
  /**
   * Whether to trust any certificate. Anybody between the provider and the API can then read the credentials.
   *
   * @default - NF_INSECURE_SKIP_VERIFY, otherwise false
   */
  readonly insecureSkipVerify?: boolean;
  /**
   * How long a request may take, such as `1m`.
   *
   * @default - NF_REQUEST_TIMEOUT, otherwise 30s
   */
  readonly requestTimeout?: string;
  /**
   * How often a request that is safe to repeat is repeated.
   *
   * @default - NF_MAX_RETRIES, otherwise 4
   */
  readonly maxRetries?: number;
  /**
   * How many requests run at once.
   *
   * @default - NF_MAX_CONCURRENT_REQUESTS, otherwise 10
   */
  readonly maxConcurrentRequests?: number;
  /**
   * How long before its end a plan warns of a token that nothing rotates, such as `30d`.
   *
   * @default - NF_EXPIRY_WARNING, otherwise 14d
   */
  readonly expiryWarning?: string;
  /**
   * Where the code of the stack is, such as the URL of its repository. The server of this package shows it.
   *
   * @default - NF_MANAGED_BY
   */
  readonly managedBy?: string;
  /**
   * URL of a plain OpenZiti controller, to manage its policies and signers instead of a NetFoundry network.
   *
   * @default - ZITI_API_HOST, otherwise a NetFoundry network is managed
   */
  readonly zitiControllerUrl?: string;
  /**
   * User name at the controller.
   *
   * @default - ZITI_API_USERNAME
   */
  readonly zitiUsername?: string;
  /**
   * Password at the controller.
   *
   * @default - ZITI_API_PASSWORD
   */
  readonly zitiPassword?: Secret;
}

/**
 * The NetFoundry provider of a stack. Without props, the environment says where the API is, and who signs in.
 */
export class NetfoundryProvider extends GeneratedProvider {
  constructor(scope: Construct, id: string, props: NetfoundryProviderProps = {}) {
    const { clientSecret, clientKey, clientKeyFile, ...others } = props;
    const { zitiControllerUrl, zitiUsername, zitiPassword, ...plain } = others;
    const usesController = [zitiControllerUrl, zitiUsername, zitiPassword].some((one) => one !== undefined);
    super(scope, id, {
      ...plain,
      clientSecret: clientSecret?.reference,
      clientKey: clientKey?.reference ?? clientKeyFile,
      ziti: usesController
        ? { controllerUrl: zitiControllerUrl, username: zitiUsername, password: zitiPassword?.reference }
        : undefined,
    });
    refuseProblems(this, [keyFileProblem(props)]);
  }
}

/**
 * The message leaves out a value that is a key: one given by mistake must reach neither the JSON nor a log.
 */
function keyFileProblem({ clientKey, clientKeyFile }: NetfoundryProviderProps): Problem {
  if (clientKeyFile?.includes("PRIVATE KEY")) {
    return "clientKeyFile must be the path of a file, got a private key; give the key as clientKey, a Secret";
  }
  return clientKey && clientKeyFile
    ? `clientKeyFile must be left out with clientKey, got ${JSON.stringify(clientKeyFile)}; take one ` +
        `of them out`
    : null;
}
