/** Something of NetFoundry was asked for while the client talks to a plain OpenZiti controller. */
export class NoGatewayError extends Error {
  override readonly name = "NoGatewayError";

  constructor() {
    super(
      "A plain OpenZiti controller (ziti in the provider block, or ZITI_API_HOST) has auth policies, JWT signers and identities, " +
        "but no SCIM integrations and no list of networks: those are NetFoundry's. Take ziti out of the provider block and give " +
        "client_id and client_secret (NF_CLIENT_ID, NF_CLIENT_SECRET) of a NetFoundry API account instead, or give this resource " +
        "another provider configuration (provider = netfoundry.<alias>) that has them.",
    );
  }
}
