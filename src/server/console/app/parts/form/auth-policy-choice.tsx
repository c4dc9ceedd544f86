import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { AuthPolicy } from "../../../../../contract/edge/auth-policy";
import { authPolicyNames } from "../../api/auth-policy-names";
import { edgeList, nameContains } from "../../api/edge";
import { useResource } from "../resource";
import { Select } from "./choice";
import { Field } from "./field";

/** How many policies the list offers at once. */
const OFFERED = 50;

interface Props {
  /** Id of the chosen policy. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly help?: ComponentChildren;
  readonly error?: string | null;
}

/** Chooses an auth policy by its name. With many of them, a part of the name finds it. */
export function AuthPolicyChoice({ value, onChange, help, error }: Props) {
  const [search, setSearch] = useState("");
  const part = search.trim();
  const found = useResource(part, (signal) =>
    edgeList<AuthPolicy>(
      "/auth-policies",
      { page: 1, size: OFFERED, sort: "name,asc" },
      nameContains(part),
      signal,
    ),
  );
  const chosen = useResource(value, async (signal) => {
    const names = await authPolicyNames([value], signal);
    return { id: value, name: names.get(value) ?? value };
  });
  const { rows, total } = found.kind === "ready" ? found.value : { rows: [], total: 0 };
  const isListed = rows.some(({ id }) => id === value);
  const name = chosen.kind === "ready" && chosen.value.id === value ? chosen.value.name : value;
  const options = [...(isListed ? [] : [{ id: value, name }]), ...rows];
  const isSearchable = part !== "" || total > rows.length || rows.length > 5;
  return (
    <>
      {isSearchable && (
        <Field
          label="Search auth policies"
          type="search"
          value={search}
          onInput={setSearch}
          help={counted(part, rows.length, total)}
        />
      )}
      <Select
        label="Auth policy"
        value={value}
        onChange={onChange}
        options={options.map((option) => ({ value: option.id, label: option.name }))}
        help={help}
        error={
          error ??
          (found.kind === "failed" ? `The policies did not load: ${found.problem.message}` : undefined)
        }
      />
    </>
  );
}

function counted(part: string, shown: number, total: number): string {
  if (part !== "" && total === 0) return "No auth policy has this in its name.";
  if (total > shown) return `The list shows the first ${shown} of ${total}. Type a part of the name.`;
  return part === "" ? "Type a part of the name." : `Found: ${total}.`;
}
