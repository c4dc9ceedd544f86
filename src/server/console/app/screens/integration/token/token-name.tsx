import type { TokenMetadata } from "../../../../../../contract/gateway/token";
import { Time } from "../../../parts/text/time";

/** Names a token within a sentence. Two tokens may have one description, so its making is named too. */
export function TokenName({ token: { description, createdAt } }: { readonly token: TokenMetadata }) {
  return (
    <>
      token{" "}
      {description !== null && (
        <>
          “<bdi>{description}</bdi>”{" "}
        </>
      )}
      made <Time at={createdAt} />
    </>
  );
}
