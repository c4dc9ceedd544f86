import { Link } from "../../routing/link";
import { paths } from "../../routing/paths";
import type { SignerUser } from "./signer-effect";

/** Which policies let people in with the tokens of a signer, and how many people that are. */
export function SignerUsers({ users }: { readonly users: readonly SignerUser[] }) {
  if (users.length === 0) return <p>No auth policy allows it, so nobody signs in with its JWTs.</p>;
  return (
    <>
      <p>These auth policies let people sign in with its JWTs:</p>
      <ul>
        {users.map(({ policy, people, isNamed }) => (
          <li key={policy.id}>
            <Link href={paths.authPolicy(policy.id)}>
              <bdi>{policy.name}</bdi>
            </Link>
            {isNamed ? "" : ", which allows every JWT signer"}:{" "}
            {people.total === 1 ? "1 person" : `${people.total.toLocaleString()} people`}
          </li>
        ))}
      </ul>
    </>
  );
}
