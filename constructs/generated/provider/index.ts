// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface NetfoundryProviderConfig {
  /**
  * Base URL of the management API. `NF_API_URL`. Defaults to `https://gateway.<environment>.netfoundry.io`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#api_url NetfoundryProvider#api_url}
  */
  readonly apiUrl?: string;
  /**
  * Environment of NetFoundry: `sandbox`, `staging` or `production` (the default). `NF_ENVIRONMENT`. Not used when `api_url` is set.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#environment NetfoundryProvider#environment}
  */
  readonly environment?: string;
  /**
  * Client id of the API account. `NF_CLIENT_ID`. When neither the id nor the secret is given, the provider looks for other credentials, in this order: a ready token in `NETFOUNDRY_API_TOKEN`; `NETFOUNDRY_CLIENT_ID`, `NETFOUNDRY_PASSWORD` and `NETFOUNDRY_OAUTH_URL` together; the path of the account's `credentials.json` in `NETFOUNDRY_API_ACCOUNT`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#client_id NetfoundryProvider#client_id}
  */
  readonly clientId?: string;
  /**
  * Client secret of the API account. `NF_CLIENT_SECRET`. Keep it in the environment, not in a file.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#client_secret NetfoundryProvider#client_secret}
  */
  readonly clientSecret?: string;
  /**
  * Token endpoint of the OAuth client credentials grant. `NF_AUTH_URL`. Defaults to `<api_url>/oauth2/token` when `api_url` is set.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#auth_url NetfoundryProvider#auth_url}
  */
  readonly authUrl?: string;
  /**
  * Id of the network to work in. `NF_NETWORK_ID`. Defaults to the only network of the account. Conflicts with `network_name`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#network_id NetfoundryProvider#network_id}
  */
  readonly networkId?: string;
  /**
  * Name of the network to work in. `NF_NETWORK_NAME`. Conflicts with `network_id`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#network_name NetfoundryProvider#network_name}
  */
  readonly networkName?: string;
  /**
  * Certificates of a private certificate authority to trust as well, in PEM, or the path of a file that holds them. `NF_CA_CERT`. The certificates in the files that `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS` name are trusted too.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#ca_cert NetfoundryProvider#ca_cert}
  */
  readonly caCert?: string;
  /**
  * Client certificate for every connection, in PEM, or the path of a file that holds it. `NF_CLIENT_CERT`. Needs `client_key`. With `ziti` and without a username and a password it also signs in.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#client_cert NetfoundryProvider#client_cert}
  */
  readonly clientCert?: string;
  /**
  * Private key of `client_cert`, in PEM without a passphrase, or the path of a file that holds it. `NF_CLIENT_KEY`. Give a path, or keep it in the environment.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#client_key NetfoundryProvider#client_key}
  */
  readonly clientKey?: string;
  /**
  * Whether to trust any certificate. `NF_INSECURE_SKIP_VERIFY`. Anybody between the provider and the API can then read the credentials.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#insecure_skip_verify NetfoundryProvider#insecure_skip_verify}
  */
  readonly insecureSkipVerify?: boolean | cdktf.IResolvable;
  /**
  * How long one request may take, such as `30s` (the default). `NF_REQUEST_TIMEOUT`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#request_timeout NetfoundryProvider#request_timeout}
  */
  readonly requestTimeout?: string;
  /**
  * How often the provider repeats a request that is safe to repeat; 4 by default. `NF_MAX_RETRIES`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#max_retries NetfoundryProvider#max_retries}
  */
  readonly maxRetries?: number;
  /**
  * How many requests the provider sends at once; 10 by default. `NF_MAX_CONCURRENT_REQUESTS`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#max_concurrent_requests NetfoundryProvider#max_concurrent_requests}
  */
  readonly maxConcurrentRequests?: number;
  /**
  * How long before its end the plan warns of an auth token without `rotate_before`, such as `14d` (the default). `NF_EXPIRY_WARNING`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#expiry_warning NetfoundryProvider#expiry_warning}
  */
  readonly expiryWarning?: string;
  /**
  * Where the code is that manages these objects, such as the URL of a repository, in at most 200 characters. `NF_MANAGED_BY`. Every request carries it in the header `x-managed-by`. The server of this package keeps it with what the provider writes, and its console shows it before an edit by hand. A URL must not hold a password.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#managed_by NetfoundryProvider#managed_by}
  */
  readonly managedBy?: string;
  /**
  * A plain OpenZiti controller, in place of a NetFoundry network. It offers `netfoundry_auth_policy` and `netfoundry_jwt_signer` only. Conflicts with the settings of an API account or of a network. The provider also uses a controller without this block when `ZITI_API_HOST` is set and nothing names an API account.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#ziti NetfoundryProvider#ziti}
  */
  readonly ziti?: NetfoundryProviderZiti;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#alias NetfoundryProvider#alias}
  */
  readonly alias?: string;
}
export interface NetfoundryProviderZiti {
  /**
  * URL of the controller, such as `https://controller.example.com:1280`. `ZITI_API_HOST`. A URL without a path gets the path of the edge management API.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#controller_url NetfoundryProvider#controller_url}
  */
  readonly controllerUrl?: string;
  /**
  * User name of an administrator of the controller. `ZITI_API_USERNAME`. Not needed with `client_cert`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#username NetfoundryProvider#username}
  */
  readonly username?: string;
  /**
  * Password of that administrator. `ZITI_API_PASSWORD`. Keep it in the environment, not in a file.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#password NetfoundryProvider#password}
  */
  readonly password?: string;
}

export function netfoundryProviderZitiToTerraform(struct?: NetfoundryProviderZiti | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    controller_url: cdktf.stringToTerraform(struct!.controllerUrl),
    username: cdktf.stringToTerraform(struct!.username),
    password: cdktf.stringToTerraform(struct!.password),
  }
}


export function netfoundryProviderZitiToHclTerraform(struct?: NetfoundryProviderZiti | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    controller_url: {
      value: cdktf.stringToHclTerraform(struct!.controllerUrl),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    username: {
      value: cdktf.stringToHclTerraform(struct!.username),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}


/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs netfoundry}
*/
export class NetfoundryProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a NetfoundryProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the NetfoundryProvider to import
  * @param importFromId The id of the existing NetfoundryProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the NetfoundryProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs netfoundry} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options NetfoundryProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: NetfoundryProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'netfoundry',
      terraformGeneratorMetadata: {
        providerName: 'netfoundry',
        providerVersionConstraint: '~> 0.1.0'
      },
      terraformProviderSource: 'netfoundry/netfoundry'
    });
    this._apiUrl = config.apiUrl;
    this._environment = config.environment;
    this._clientId = config.clientId;
    this._clientSecret = config.clientSecret;
    this._authUrl = config.authUrl;
    this._networkId = config.networkId;
    this._networkName = config.networkName;
    this._caCert = config.caCert;
    this._clientCert = config.clientCert;
    this._clientKey = config.clientKey;
    this._insecureSkipVerify = config.insecureSkipVerify;
    this._requestTimeout = config.requestTimeout;
    this._maxRetries = config.maxRetries;
    this._maxConcurrentRequests = config.maxConcurrentRequests;
    this._expiryWarning = config.expiryWarning;
    this._managedBy = config.managedBy;
    this._ziti = config.ziti;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_url - computed: false, optional: true, required: false
  private _apiUrl?: string;
  public get apiUrl() {
    return this._apiUrl;
  }
  public set apiUrl(value: string | undefined) {
    this._apiUrl = value;
  }
  public resetApiUrl() {
    this._apiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiUrlInput() {
    return this._apiUrl;
  }

  // environment - computed: false, optional: true, required: false
  private _environment?: string;
  public get environment() {
    return this._environment;
  }
  public set environment(value: string | undefined) {
    this._environment = value;
  }
  public resetEnvironment() {
    this._environment = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get environmentInput() {
    return this._environment;
  }

  // client_id - computed: false, optional: true, required: false
  private _clientId?: string;
  public get clientId() {
    return this._clientId;
  }
  public set clientId(value: string | undefined) {
    this._clientId = value;
  }
  public resetClientId() {
    this._clientId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientIdInput() {
    return this._clientId;
  }

  // client_secret - computed: false, optional: true, required: false
  private _clientSecret?: string;
  public get clientSecret() {
    return this._clientSecret;
  }
  public set clientSecret(value: string | undefined) {
    this._clientSecret = value;
  }
  public resetClientSecret() {
    this._clientSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientSecretInput() {
    return this._clientSecret;
  }

  // auth_url - computed: false, optional: true, required: false
  private _authUrl?: string;
  public get authUrl() {
    return this._authUrl;
  }
  public set authUrl(value: string | undefined) {
    this._authUrl = value;
  }
  public resetAuthUrl() {
    this._authUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get authUrlInput() {
    return this._authUrl;
  }

  // network_id - computed: false, optional: true, required: false
  private _networkId?: string;
  public get networkId() {
    return this._networkId;
  }
  public set networkId(value: string | undefined) {
    this._networkId = value;
  }
  public resetNetworkId() {
    this._networkId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get networkIdInput() {
    return this._networkId;
  }

  // network_name - computed: false, optional: true, required: false
  private _networkName?: string;
  public get networkName() {
    return this._networkName;
  }
  public set networkName(value: string | undefined) {
    this._networkName = value;
  }
  public resetNetworkName() {
    this._networkName = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get networkNameInput() {
    return this._networkName;
  }

  // ca_cert - computed: false, optional: true, required: false
  private _caCert?: string;
  public get caCert() {
    return this._caCert;
  }
  public set caCert(value: string | undefined) {
    this._caCert = value;
  }
  public resetCaCert() {
    this._caCert = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caCertInput() {
    return this._caCert;
  }

  // client_cert - computed: false, optional: true, required: false
  private _clientCert?: string;
  public get clientCert() {
    return this._clientCert;
  }
  public set clientCert(value: string | undefined) {
    this._clientCert = value;
  }
  public resetClientCert() {
    this._clientCert = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientCertInput() {
    return this._clientCert;
  }

  // client_key - computed: false, optional: true, required: false
  private _clientKey?: string;
  public get clientKey() {
    return this._clientKey;
  }
  public set clientKey(value: string | undefined) {
    this._clientKey = value;
  }
  public resetClientKey() {
    this._clientKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientKeyInput() {
    return this._clientKey;
  }

  // insecure_skip_verify - computed: false, optional: true, required: false
  private _insecureSkipVerify?: boolean | cdktf.IResolvable;
  public get insecureSkipVerify() {
    return this._insecureSkipVerify;
  }
  public set insecureSkipVerify(value: boolean | cdktf.IResolvable | undefined) {
    this._insecureSkipVerify = value;
  }
  public resetInsecureSkipVerify() {
    this._insecureSkipVerify = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get insecureSkipVerifyInput() {
    return this._insecureSkipVerify;
  }

  // request_timeout - computed: false, optional: true, required: false
  private _requestTimeout?: string;
  public get requestTimeout() {
    return this._requestTimeout;
  }
  public set requestTimeout(value: string | undefined) {
    this._requestTimeout = value;
  }
  public resetRequestTimeout() {
    this._requestTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestTimeoutInput() {
    return this._requestTimeout;
  }

  // max_retries - computed: false, optional: true, required: false
  private _maxRetries?: number;
  public get maxRetries() {
    return this._maxRetries;
  }
  public set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }
  public resetMaxRetries() {
    this._maxRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRetriesInput() {
    return this._maxRetries;
  }

  // max_concurrent_requests - computed: false, optional: true, required: false
  private _maxConcurrentRequests?: number;
  public get maxConcurrentRequests() {
    return this._maxConcurrentRequests;
  }
  public set maxConcurrentRequests(value: number | undefined) {
    this._maxConcurrentRequests = value;
  }
  public resetMaxConcurrentRequests() {
    this._maxConcurrentRequests = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxConcurrentRequestsInput() {
    return this._maxConcurrentRequests;
  }

  // expiry_warning - computed: false, optional: true, required: false
  private _expiryWarning?: string;
  public get expiryWarning() {
    return this._expiryWarning;
  }
  public set expiryWarning(value: string | undefined) {
    this._expiryWarning = value;
  }
  public resetExpiryWarning() {
    this._expiryWarning = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiryWarningInput() {
    return this._expiryWarning;
  }

  // managed_by - computed: false, optional: true, required: false
  private _managedBy?: string;
  public get managedBy() {
    return this._managedBy;
  }
  public set managedBy(value: string | undefined) {
    this._managedBy = value;
  }
  public resetManagedBy() {
    this._managedBy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get managedByInput() {
    return this._managedBy;
  }

  // ziti - computed: false, optional: true, required: false
  private _ziti?: NetfoundryProviderZiti;
  public get ziti() {
    return this._ziti;
  }
  public set ziti(value: NetfoundryProviderZiti | undefined) {
    this._ziti = value;
  }
  public resetZiti() {
    this._ziti = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get zitiInput() {
    return this._ziti;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string;
  public override get alias() {
    return this._alias;
  }
  public override set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      api_url: cdktf.stringToTerraform(this._apiUrl),
      environment: cdktf.stringToTerraform(this._environment),
      client_id: cdktf.stringToTerraform(this._clientId),
      client_secret: cdktf.stringToTerraform(this._clientSecret),
      auth_url: cdktf.stringToTerraform(this._authUrl),
      network_id: cdktf.stringToTerraform(this._networkId),
      network_name: cdktf.stringToTerraform(this._networkName),
      ca_cert: cdktf.stringToTerraform(this._caCert),
      client_cert: cdktf.stringToTerraform(this._clientCert),
      client_key: cdktf.stringToTerraform(this._clientKey),
      insecure_skip_verify: cdktf.booleanToTerraform(this._insecureSkipVerify),
      request_timeout: cdktf.stringToTerraform(this._requestTimeout),
      max_retries: cdktf.numberToTerraform(this._maxRetries),
      max_concurrent_requests: cdktf.numberToTerraform(this._maxConcurrentRequests),
      expiry_warning: cdktf.stringToTerraform(this._expiryWarning),
      managed_by: cdktf.stringToTerraform(this._managedBy),
      ziti: netfoundryProviderZitiToTerraform(this._ziti),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      api_url: {
        value: cdktf.stringToHclTerraform(this._apiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      environment: {
        value: cdktf.stringToHclTerraform(this._environment),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_id: {
        value: cdktf.stringToHclTerraform(this._clientId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_secret: {
        value: cdktf.stringToHclTerraform(this._clientSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      auth_url: {
        value: cdktf.stringToHclTerraform(this._authUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      network_id: {
        value: cdktf.stringToHclTerraform(this._networkId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      network_name: {
        value: cdktf.stringToHclTerraform(this._networkName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ca_cert: {
        value: cdktf.stringToHclTerraform(this._caCert),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_cert: {
        value: cdktf.stringToHclTerraform(this._clientCert),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_key: {
        value: cdktf.stringToHclTerraform(this._clientKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      insecure_skip_verify: {
        value: cdktf.booleanToHclTerraform(this._insecureSkipVerify),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      request_timeout: {
        value: cdktf.stringToHclTerraform(this._requestTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_retries: {
        value: cdktf.numberToHclTerraform(this._maxRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      max_concurrent_requests: {
        value: cdktf.numberToHclTerraform(this._maxConcurrentRequests),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      expiry_warning: {
        value: cdktf.stringToHclTerraform(this._expiryWarning),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      managed_by: {
        value: cdktf.stringToHclTerraform(this._managedBy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ziti: {
        value: netfoundryProviderZitiToHclTerraform(this._ziti),
        isBlock: true,
        type: "struct",
        storageClassType: "NetfoundryProviderZiti",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
