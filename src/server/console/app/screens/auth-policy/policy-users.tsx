import { Link } from "../../routing/link";
import { paths } from "../../routing/paths";
import type { StoredPolicy } from "./load-policy";

/** Who has a policy, and which integrations give it to people. */
export function PolicyUsers({ people, integrations }: Pick<StoredPolicy, "people" | "integrations">) {
  return (
    <>
      <p>
        {whoHas(people.total)} this auth policy.{" "}
        {integrations.length === 0 ? "No integration assigns it." : "These integrations assign it:"}
      </p>
      {integrations.length > 0 && (
        <ul>
          {integrations.map(({ id, name }) => (
            <li key={id}>
              <Link href={paths.integration(id, "mapping")}>
                <bdi>{name}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function whoHas(total: number): string {
  if (total === 0) return "Nobody has";
  return total === 1 ? "1 person has" : `${total.toLocaleString()} people have`;
}
