import { CliError } from "../../errors/cli-error";

/** A JWE in its compact form has five parts (RFC 7516 section 7.1). Here only the key may be empty. */
const JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;
/** The beginning of each JOSE header, `{"`, in base64url. */
const HEADER = /^eyJ/;
/** What RSA of 2048 bits or more sealed before the JWE, in Base64. */
const BARE = /^[A-Za-z0-9+/]{342,}={0,2}$/;

/**
 * The sealed token in a text, without white space and the quotes of `terraform output`. Throws CliError when
 * it is none; the message shows nothing of the text, which may be the token itself.
 * @param where the text is, as a subject: `The file sealed.txt`.
 */
export function sealedText(text: string, where: string): string {
  const sealed = text.replace(/\s+/g, "").replace(/^"(.*)"$/, "$1");
  if (JWE.test(sealed) || BARE.test(sealed)) return sealed;
  throw new CliError(`${where} ${whatElse(sealed)}`);
}

function whatElse(text: string): string {
  if (text === "") return "is empty.";
  if (text.startsWith("{")) return "holds JSON and no sealed token. Give the JSON of a state to --state.";
  if (text.startsWith("-----BEGIN")) return "holds a key and no sealed token. Give the key to --key-file.";
  if (HEADER.test(text)) {
    const parts = text.split(".").length;
    return (
      `holds a part of a sealed token: ${parts} of 5 parts, separated by dots, or an empty one. ` +
      "Copy token_sealed in full."
    );
  }
  return (
    "holds no sealed token. If it is the token itself, there is nothing to open. A sealed one has five " +
    "parts with dots between them and begins with eyJ."
  );
}
