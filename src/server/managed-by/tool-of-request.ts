import type { IncomingHttpHeaders } from "node:http";
import { MANAGED_BY_HEADER, MAX_MANAGED_BY, PROVIDER_AGENT } from "../../contract/managed-by-headers";
import { isStorable } from "../scim/attributes/storable-text";
import { invisibleCharacter } from "../scim/attributes/visible-text";
import type { Row } from "../store/tables";

/** What a request says of the tool that sent it. */
export type Tool = Pick<Row<"managed_objects">, "tool" | "version" | "source">;

/** The longest version that is kept, in characters. */
const MAX_VERSION = 40;
/** A character takes up to twelve in the header: four bytes, each as `%F0`. */
const MAX_HEADER = 12 * MAX_MANAGED_BY;

/**
 * The tool that sent a request. Null when it is none of ours. What of its texts cannot be kept or shown is
 * left out: the write is more important than a word about who made it.
 */
export function toolOf(headers: IncomingHttpHeaders): Tool | null {
  const agent = headers["user-agent"] ?? "";
  if (!agent.startsWith(PROVIDER_AGENT)) return null;
  const version = /\(Terraform ([\w.+-]+)\)/.exec(agent.slice(0, 200))?.[1];
  return {
    tool: "Terraform",
    version: version !== undefined && version.length <= MAX_VERSION ? version : null,
    source: sourceOf(headers[MANAGED_BY_HEADER]),
  };
}

function sourceOf(header: string | string[] | undefined): string | null {
  if (typeof header !== "string" || header.length > MAX_HEADER) return null;
  const text = decoded(header)?.trim();
  if (text === undefined || text === "" || [...text].length > MAX_MANAGED_BY) return null;
  return isStorable(text) && invisibleCharacter(text) === null ? text : null;
}

/** Undefined for a text that is not percent-encoded UTF-8. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
