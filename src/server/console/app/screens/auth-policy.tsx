import { useResource } from "../parts/resource";
import { Copy } from "../parts/text/copy";
import { Time } from "../parts/text/time";
import { Waiting } from "../parts/waiting";
import { Screen } from "../routing/screen";
import { loadPolicy } from "./auth-policy/load-policy";
import { PolicyEditor } from "./auth-policy/policy-editor";

/** One auth policy, or a new one when the id is null. */
export function AuthPolicyScreen({ id }: { readonly id: string | null }) {
  const resource = useResource(id ?? "", (signal) => loadPolicy(id, signal));
  const policy = resource.kind === "ready" ? resource.value.stored?.policy : undefined;
  return (
    <Screen title={id === null ? "New auth policy" : (policy?.name ?? "Auth policy")}>
      {policy !== undefined && (
        <p class="sub">
          <Copy text={policy.id} what="ID" /> Last changed <Time at={policy.updatedAt} />
        </p>
      )}
      <Waiting resource={resource} what="the auth policy">
        {(loaded) => <PolicyEditor loaded={loaded} onSaved={resource.reload} />}
      </Waiting>
    </Screen>
  );
}
