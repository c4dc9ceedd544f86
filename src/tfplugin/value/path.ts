/** Where a value sits: attribute names, map keys and list indexes from the outside in. */
export type Path = readonly (string | number)[];

/** The path as Terraform users write it: `external_id.path`, `steps[1].run`, `tags["a b"]`. */
export function formatPath(path: Path): string {
  return path.map(formatStep).join("");
}

function formatStep(step: string | number, position: number): string {
  if (typeof step === "number") return `[${step}]`;
  if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
  return position === 0 ? step : `.${step}`;
}
