/** A call needs NetFoundry, but the client talks to a plain OpenZiti controller. */
export class NoGatewayError extends Error {
  override readonly name = "NoGatewayError";

  constructor() {
    super(
      "A plain OpenZiti controller (ziti in the provider block, or ZITI_API_HOST) has auth policies, " +
        "JWT signers and identities. Only NetFoundry has SCIM integrations and a list of networks. Take " +
        "ziti out of the provider block, and give client_id and client_secret (NF_CLIENT_ID, " +
        "NF_CLIENT_SECRET) of a NetFoundry API account instead. Or give this resource another provider " +
        "configuration (provider = netfoundry.<alias>) that has them.",
    );
  }
}
