import { useResource } from "../parts/resource";
import { Copy } from "../parts/text/copy";
import { Time } from "../parts/text/time";
import { Waiting } from "../parts/waiting";
import { Screen } from "../routing/screen";
import { loadSigner } from "./jwt-signer/load-signer";
import { SignerEditor } from "./jwt-signer/signer-editor";

/** One JWT signer, or a new one when the id is null. */
export function JwtSignerScreen({ id }: { readonly id: string | null }) {
  const resource = useResource(id ?? "", (signal) => loadSigner(id, signal));
  const signer = resource.kind === "ready" ? resource.value?.signer : undefined;
  return (
    <Screen title={id === null ? "New JWT signer" : (signer?.name ?? "JWT signer")}>
      {signer !== undefined && (
        <p class="sub">
          <Copy text={signer.id} what="ID" /> Last changed <Time at={signer.updatedAt} />
        </p>
      )}
      <Waiting resource={resource} what="the JWT signer">
        {(loaded) => <SignerEditor loaded={loaded} onSaved={resource.reload} />}
      </Waiting>
    </Screen>
  );
}
