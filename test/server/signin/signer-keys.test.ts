import { checkSignIn } from "../../../src/server/signin/check-sign-in";
import type { SignerFacts, SignInNetwork } from "../../../src/server/signin/sign-in-network";
import { Issuer } from "./support/issuer";

const ISS = "https://idp.example";

test.each([
  ["UNKNOWN_KID", { kid: "k2" }],
  ["NO_KID", { kid: undefined }],
])("the check and its hint read the keys of a signer once (%s)", async (failure, header) => {
  const issuer = new Issuer("k1");
  const fetchJwks = jest.fn(async () => [{ ...issuer.jwk }]);
  const signer = {
    id: "s",
    name: "Okta",
    enabled: true,
    issuer: ISS,
    certPem: null,
    jwksEndpoint: `${ISS}/keys`,
  };
  const network = {
    now: new Date(),
    signers: [{ ...signer, kid: "", audience: "netfoundry" } as unknown as SignerFacts],
    fetchJwks,
  } as unknown as SignInNetwork;
  const token = issuer.sign({ iss: ISS, aud: "netfoundry" }, header);
  const answer = await checkSignIn({ tokens: [token], expected: null }, network);
  expect(answer.failure).toBe(failure);
  expect(answer.hints).toMatchObject([{ code: "KIDS_SERVED", message: expect.stringContaining("k1") }]);
  expect(fetchJwks).toHaveBeenCalledTimes(1);
});
