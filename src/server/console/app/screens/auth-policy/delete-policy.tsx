import { edge } from "../../api/edge";
import { Confirm } from "../../parts/dialog/confirm";
import { navigate } from "../../routing/location";
import { paths } from "../../routing/paths";
import { policyPath, type StoredPolicy } from "./load-policy";
import { PolicyUsers } from "./policy-users";

/** Asks before a policy is deleted. The server keeps one that is in use, so it says what to do first. */
export function DeletePolicy({
  stored,
  onClose,
}: {
  readonly stored: StoredPolicy;
  readonly onClose: () => void;
}) {
  const { policy, people, integrations } = stored;
  const isInUse = people.total > 0 || integrations.length > 0;
  return (
    <Confirm
      title="Delete the auth policy?"
      action="Delete"
      isDanger
      onClose={onClose}
      onConfirm={async () => {
        await edge(policyPath(policy.id), { method: "DELETE" });
        navigate(paths.authPolicies, { replace: true });
      }}
    >
      <p>
        It deletes <bdi>{policy.name}</bdi>. Nobody can take that back.
      </p>
      <PolicyUsers people={people} integrations={integrations} />
      {isInUse && (
        <p>
          The server keeps an auth policy that is in use.
          {integrations.length > 0 && " Choose another auth policy in the mapping of each integration above."}
          {people.total > 0 && " Give everybody else who has it another one."}
        </p>
      )}
    </Confirm>
  );
}
