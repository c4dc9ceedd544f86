import { type JwtCheck, jwtCheck } from "../../../../src/contract/gateway/jwt-check";
import { CERTIFICATE_ONE } from "../../edge/support/certificates";
import { Issuer, Loopback } from "../../signin/support/issuer";
import { Network, policyBody, signerBody } from "../../support/network";
import { read } from "../../support/running-server";

/** The time of the server, in seconds. */
export const NOW = Date.parse("2026-11-24T09:00:00.000Z") / 1000;
/** The issuer whose claim holds external IDs. */
export const ISS = "https://idp.example/main";
/** The issuer whose claim holds ids of identities. */
export const ISS_BY_ID = "https://idp.example/by-id";

/** The claims of a token that signs in "Ada". */
export const claims = (changes: object = {}) => ({
  iss: ISS,
  aud: ["netfoundry", "another"],
  email: "Ada@example.com",
  exp: NOW + 60,
  ...changes,
});

/** A network with JWT signers of every kind, an issuer of tokens, and the identity "Ada". */
export class SignInWorld {
  /** Every token that was checked. */
  readonly sent: string[] = [];
  readonly issuer = new Issuer("k1");
  /** The signer of ISS. */
  signerId = "";
  /** The signer of ISS_BY_ID. */
  idSignerId = "";
  /** Ada. */
  identityId = "";

  private constructor(
    readonly network: Network,
    private readonly endpoint: Loopback,
  ) {}

  static async start(): Promise<SignInWorld> {
    const network = await Network.start();
    const endpoint = await Loopback.start((_request, response) =>
      response.end(JSON.stringify({ keys: [world.issuer.jwk] })),
    );
    const world = new SignInWorld(network, endpoint);
    await world.#fill();
    return world;
  }

  async stop(): Promise<void> {
    await this.network.stop();
    await this.endpoint.stop();
  }

  async check(tokens: readonly string[], expectedIdentityId?: string): Promise<JwtCheck> {
    this.sent.push(...tokens);
    const path = `/core/v3/networks/${this.network.server.running.networkId}/jwt-checks`;
    return read(jwtCheck, await this.network.server.api("POST", path, { tokens, expectedIdentityId }));
  }

  /** An identity with its own auth policy, and a token that names it. */
  async somebody(policy: Parameters<typeof policyBody>[1]) {
    const { network } = this;
    const authPolicyId = await network.create("auth-policies", policyBody(network.fresh("policy"), policy));
    const email = `${network.fresh("somebody")}@example.com`;
    const id = await network.createIdentity(email, { externalId: email, authPolicyId });
    return { id, email, token: this.issuer.sign(claims({ email })) };
  }

  async #fill(): Promise<void> {
    const { network } = this;
    const { url } = this.endpoint;
    const signer = (name: string, more: object) =>
      network.create(
        "external-jwt-signers",
        signerBody(name, { jwksEndpoint: url, claimsProperty: "email", useExternalId: true, ...more }),
      );
    this.signerId = await signer("main", { issuer: ISS });
    this.idSignerId = await signer("by id", { issuer: ISS_BY_ID, useExternalId: false });
    await signer("off", { issuer: "https://idp.example/off", enabled: false });
    await signer("down", {
      issuer: "https://idp.example/down",
      jwksEndpoint: `${url.replace(/\d+$/, "9")}`,
    });
    await signer("namespaced", {
      issuer: "https://idp.example/ns",
      claimsProperty: "https://example.com/email",
    });
    await signer("nobody", { issuer: "https://idp.example/nobody", audience: null });
    await network.create("external-jwt-signers", {
      ...signerBody("certificate", {
        issuer: "https://idp.example/cert",
        certPem: CERTIFICATE_ONE.pem,
        kid: "c1",
      }),
      jwksEndpoint: undefined,
    });
    this.identityId = await network.createIdentity("Ada", { externalId: "Ada@example.com" });
  }
}
