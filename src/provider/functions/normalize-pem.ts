import { defineFunction, FunctionError, types } from "../../tfplugin";
import { isPrivateKey, type PemBlock, pemBlocks, pemContent } from "../pem";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** A line has at most 64 characters (RFC 7468 section 2). */
const LINE = /.{1,64}/g;

/** `provider::netfoundry::normalize_pem` */
export const normalizePem = defineFunction({
  summary: "Bring PEM text into one form",
  description:
    "Returns the PEM blocks of the text in the form of RFC 7468: lines of 64 characters, without " +
    "carriage returns or indentation, and without any text around the blocks. Two texts with the same " +
    "content give the same result. The function refuses private keys.",
  parameters: {
    pem: { type: types.string, description: "Text with at least one PEM block, a certificate for example." },
  },
  returns: types.string,
  call({ pem }) {
    const blocks = pemBlocks(pem).map(normalized);
    if (blocks.length > 0) return blocks.join("");
    throw refused("holds no PEM block; it needs a line -----BEGIN …----- and the matching -----END …-----");
  },
});

function normalized(block: PemBlock): string {
  const { label } = block;
  if (isPrivateKey(block)) throw refused("holds a private key, which does not belong in a configuration");
  const content = pemContent(block);
  if (content === "" || !BASE64.test(content)) {
    throw refused(`holds a block ${label} that is not base64; it may have been cut off`);
  }
  return `-----BEGIN ${label}-----\n${content.match(LINE)?.join("\n")}\n-----END ${label}-----\n`;
}

/** The message does not quote the text, because the text may hold a private key. */
function refused(reason: string): FunctionError {
  return new FunctionError(`The text ${reason}`, "pem");
}
