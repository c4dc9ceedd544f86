import { MAX_MANAGED_BY } from "../../contract/managed-by-headers";
import {
  between,
  defineSchema,
  httpUrl,
  integer,
  lengthBetween,
  notBlank,
  oneOf,
  optional,
} from "../../tfplugin";
import { duration } from "../validators/duration";

export const providerSchema = defineSchema({
  description:
    "Manages SCIM integrations of NetFoundry with their mapping settings and auth tokens. It also " +
    "manages the auth policies and JWT signers that they need.\n\n" +
    "Every setting also has an environment variable. The configuration takes precedence. The provider " +
    "signs in with its first request, never before.",
  attributes: {
    api_url: optional.string({
      description:
        "Base URL of the management API. `NF_API_URL`. Defaults to " +
        "`https://gateway.<environment>.netfoundry.io`.",
      validate: [httpUrl()],
    }),
    environment: optional.string({
      description:
        "Environment of NetFoundry: `sandbox`, `staging` or `production` (the default). " +
        "`NF_ENVIRONMENT`. Not used when `api_url` is set.",
      validate: [oneOf("sandbox", "staging", "production")],
    }),
    client_id: optional.string({
      description:
        "Client id of the API account. `NF_CLIENT_ID`. When neither the id nor the secret is given, " +
        "the provider looks for other credentials, in this order: a ready token in " +
        "`NETFOUNDRY_API_TOKEN`; `NETFOUNDRY_CLIENT_ID`, `NETFOUNDRY_PASSWORD` and " +
        "`NETFOUNDRY_OAUTH_URL` together; the path of the account's `credentials.json` in " +
        "`NETFOUNDRY_API_ACCOUNT`.",
      validate: [notBlank()],
    }),
    client_secret: optional.string({
      description:
        "Client secret of the API account. `NF_CLIENT_SECRET`. Keep it in the environment, not in a file.",
      sensitive: true,
      validate: [notBlank()],
    }),
    auth_url: optional.string({
      description:
        "Token endpoint of the OAuth client credentials grant. `NF_AUTH_URL`. Defaults to " +
        "`<api_url>/oauth2/token` when `api_url` is set.",
      validate: [httpUrl()],
    }),
    network_id: optional.string({
      description:
        "Id of the network to work in. `NF_NETWORK_ID`. Defaults to the only network of the account. " +
        "Conflicts with `network_name`.",
      validate: [notBlank()],
    }),
    network_name: optional.string({
      description: "Name of the network to work in. `NF_NETWORK_NAME`. Conflicts with `network_id`.",
      validate: [notBlank()],
    }),
    ca_cert: optional.string({
      description:
        "Certificates of a private certificate authority to trust as well, in PEM, or the path of a " +
        "file that holds them. `NF_CA_CERT`. The certificates in the files that `SSL_CERT_FILE` and " +
        "`NODE_EXTRA_CA_CERTS` name are trusted too.",
      validate: [notBlank()],
    }),
    client_cert: optional.string({
      description:
        "Client certificate for every connection, in PEM, or the path of a file that holds it. " +
        "`NF_CLIENT_CERT`. Needs `client_key`. With `ziti` and without a username and a password it " +
        "also signs in.",
      validate: [notBlank()],
    }),
    client_key: optional.string({
      description:
        "Private key of `client_cert`, in PEM without a passphrase, or the path of a file that holds it. " +
        "`NF_CLIENT_KEY`. Give a path, or keep it in the environment.",
      sensitive: true,
      validate: [notBlank()],
    }),
    insecure_skip_verify: optional.bool({
      description:
        "Whether to trust any certificate. `NF_INSECURE_SKIP_VERIFY`. Anybody between the provider and " +
        "the API can then read the credentials.",
    }),
    request_timeout: optional.string({
      description: "How long one request may take, such as `30s` (the default). `NF_REQUEST_TIMEOUT`.",
      validate: [duration()],
    }),
    max_retries: optional.number({
      description:
        "How often the provider repeats a request that is safe to repeat; 4 by default. `NF_MAX_RETRIES`.",
      validate: [integer(), between(0, 20)],
    }),
    max_concurrent_requests: optional.number({
      description:
        "How many requests the provider sends at once; 10 by default. `NF_MAX_CONCURRENT_REQUESTS`.",
      validate: [integer(), between(1, 100)],
    }),
    expiry_warning: optional.string({
      description:
        "How long before its end the plan warns of an auth token without `rotate_before`, such as " +
        "`14d` (the default). `NF_EXPIRY_WARNING`.",
      validate: [duration()],
    }),
    managed_by: optional.string({
      description:
        "Where the code is that manages these objects, such as the URL of a repository, in at most " +
        `${MAX_MANAGED_BY} characters. \`NF_MANAGED_BY\`. Every request carries it in the header ` +
        "`x-managed-by`. The server of this package keeps it with what the provider writes, and its " +
        "console shows it before an edit by hand. A URL must not hold a password.",
      validate: [lengthBetween(1, MAX_MANAGED_BY)],
    }),
    ziti: optional.object({
      description:
        "A plain OpenZiti controller, in place of a NetFoundry network. It offers " +
        "`netfoundry_auth_policy` and `netfoundry_jwt_signer` only. Conflicts with the settings of an " +
        "API account or of a network. The provider also uses a controller without this block when " +
        "`ZITI_API_HOST` is set and nothing names an API account.",
      attributes: {
        controller_url: optional.string({
          description:
            "URL of the controller, such as `https://controller.example.com:1280`. `ZITI_API_HOST`. A " +
            "URL without a path gets the path of the edge management API.",
          validate: [httpUrl()],
        }),
        username: optional.string({
          description:
            "User name of an administrator of the controller. `ZITI_API_USERNAME`. Not needed with " +
            "`client_cert`.",
          validate: [notBlank()],
        }),
        password: optional.string({
          description:
            "Password of that administrator. `ZITI_API_PASSWORD`. Keep it in the environment, not in a file.",
          sensitive: true,
          validate: [notBlank()],
        }),
      },
    }),
  },
});
