import type { Adopted } from "../../../../as-code/model/adopted";
import { labelsFor } from "../../../../as-code/model/labels";
import { pemText } from "../../../../as-code/model/pem";
import type { JwtSigner, JwtSignerChange } from "../../../../contract/edge/jwt-signer";
import { textTags } from "./text-tags";

/**
 * A JWT signer as a configuration. What only repeats a default is left out.
 * @param id null for one that does not exist yet.
 */
export function adoptedSigner(
  id: string | null,
  signer: Omit<JwtSignerChange, "targetToken"> & Pick<JwtSigner, "targetToken">,
): Adopted {
  const { name, issuer, audience, enabled, jwksEndpoint, certPem, kid, claimsProperty, tags } = signer;
  const { useExternalId, clientId, scopes, targetToken, externalAuthUrl } = signer;
  const [label = "signer"] = labelsFor([name], "signer");
  const notes = textTags(tags);
  return {
    kind: "signer",
    id: id ?? "",
    name,
    label,
    arguments: {
      name,
      issuer: issuer ?? "",
      audience: audience ?? "",
      ...(!enabled && { enabled }),
      ...(jwksEndpoint && { jwks_endpoint: jwksEndpoint }),
      ...(certPem && { cert_pem: pemText(certPem) ?? certPem }),
      ...(certPem && kid && { kid }),
      ...(claimsProperty && claimsProperty !== "sub" && { claims_property: claimsProperty }),
      ...(useExternalId && { use_external_id: true }),
      ...(clientId && { client_id: clientId }),
      ...(scopes.length > 0 && { scopes }),
      ...(targetToken !== "ACCESS" && { target_token: targetToken }),
      ...(externalAuthUrl && { external_auth_url: externalAuthUrl }),
      ...(Object.keys(notes).length > 0 && { tags: notes }),
    },
    dependsOn: [],
  };
}
