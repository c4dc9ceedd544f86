import type { AttributePath, Filter, ScimPath } from "./filter/filter";

/** The canonical text of a filter. Parsing it returns the same filter. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case "compare":
      return `${formatAttributePath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case "present":
      return `${formatAttributePath(filter.path)} pr`;
    case "not":
      return `not (${formatFilter(filter.filter)})`;
    case "values":
      return `${formatAttributePath(filter.path)}[${formatFilter(filter.filter)}]`;
    default:
      return [
        operand(filter.left, filter.kind, false),
        filter.kind,
        operand(filter.right, filter.kind, true),
      ].join(" ");
  }
}

/** The text of a PATCH or mapping path. */
export function formatPath(path: ScimPath): string {
  if (path.valueFilter === null) return formatAttributePath(path);
  const target = formatAttributePath({ ...path, subAttribute: null });
  const rest = path.subAttribute === null ? "" : `.${path.subAttribute}`;
  return `${target}[${formatFilter(path.valueFilter)}]${rest}`;
}

/** The text of an attribute name with its schema and sub-attribute. */
export function formatAttributePath(path: AttributePath): string {
  const schema = path.schema === null ? "" : `${path.schema}:`;
  const rest = path.subAttribute === null ? "" : `.${path.subAttribute}`;
  return `${schema}${path.attribute}${rest}`;
}

function operand(filter: Filter, outer: "and" | "or", isRight: boolean): string {
  const text = formatFilter(filter);
  if (filter.kind !== "and" && filter.kind !== "or") return text;
  const needsParentheses = filter.kind === outer ? isRight : outer === "and";
  return needsParentheses ? `(${text})` : text;
}
