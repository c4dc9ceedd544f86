import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { type StaysSealed, unseal } from "../../../provider/scim-token/sealing/seal";
import { fingerprintOf } from "../../../provider/scim-token/slot";
import { CliError, usageError } from "../../errors/cli-error";
import { readInput } from "../../input/read-input";
import type { Terminal } from "../../output/terminal";
import { PASSPHRASE_VARIABLE, readPrivateKey } from "./private-key";
import { type SealedToken, sealedInFile, sealedInState } from "./sealed-source";
import { writeSecret } from "./write-secret";

/** The options of `netfoundry-scim token open`. */
export interface OpenOptions {
  readonly sealedFile?: string;
  readonly state?: string;
  readonly address?: string;
  readonly keyFile: string;
  readonly out?: string;
  readonly print?: boolean;
  readonly force?: boolean;
}

/** Where a command writes. */
export interface Outputs {
  readonly standard: Terminal;
  /** Takes a line for a person, beside the output. */
  readonly note: (line: string) => void;
}

/** Opens a sealed token, and writes it where the options say. Throws CliError, which shows no secret. */
export async function openToken(
  options: OpenOptions,
  environment: NodeJS.ProcessEnv,
  { standard, note }: Outputs,
): Promise<void> {
  requireSense(options);
  const source = await sealedToken(options);
  const pem = await readInput(options.keyFile, "Give the private key in a file: --key-file key.pem");
  const key = readPrivateKey(pem, nameOf(options.keyFile), environment[PASSPHRASE_VARIABLE]);
  const opened = await unseal(source.sealed, key);
  if ("problem" in opened) throw new CliError(inWords(opened.problem, source, nameOf(options.keyFile)));
  if (options.out === undefined) {
    // A pipe gets the bytes of the token alone.
    standard.write(standard.interactive ? `${opened.token}\n` : opened.token);
    return;
  }
  writeSecret(options.out, opened.token, options.force === true);
  note(`Wrote ${source.name} (${fingerprintOf(opened.token)}) to ${options.out}${onlyYou()}.\n`);
}

function requireSense({ sealedFile, state, address, keyFile, out, print, force }: OpenOptions): void {
  if ((sealedFile === undefined) === (state === undefined))
    throw usageError("Give the sealed token by one of --sealed-file and --state.");
  if (address !== undefined && state === undefined) throw usageError("--address goes with --state.");
  if (out !== undefined && print === true) throw usageError("Give one of --out and --print.");
  if (out === undefined && print !== true)
    throw usageError(
      `Say where the token goes: --out <file> writes a new file${onlyYou()}; --print shows it.`,
    );
  if (force === true && out === undefined) throw usageError("--force goes with --out.");
  for (const [option, input] of Object.entries({
    "--key-file": keyFile,
    "--sealed-file": sealedFile,
    "--state": state,
  }))
    if (out !== undefined && input !== undefined && input !== "-" && realPath(input) === realPath(out))
      throw usageError(
        `--out names the file of ${option}, which the token would replace. Name another file.`,
      );
  if (keyFile === "-" && (sealedFile ?? state) === "-")
    throw usageError(
      "Standard input holds one thing: the key, or the sealed token. Give a file for the other.",
    );
}

/** The path without links, so that two names of one file are equal. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return resolve(file);
  }
}

/** Who can read a file of mode 600. Windows has no such mode: the folder decides there. */
function onlyYou(): string {
  return process.platform === "win32" ? "" : ", which only you can read";
}

async function sealedToken({ sealedFile, state, address }: OpenOptions): Promise<SealedToken> {
  if (state !== undefined) {
    const give = "Give a state: terraform show -json | netfoundry-scim token open --state - …";
    return sealedInState(await readInput(state, give), address);
  }
  const file = sealedFile ?? "-";
  return sealedInFile(
    await readInput(file, "Give the sealed token in a file: --sealed-file token.jwe"),
    file,
  );
}

function nameOf(keyFile: string): string {
  return keyFile === "-" ? "standard input" : keyFile;
}

function inWords(problem: StaysSealed, { name }: SealedToken, keyFile: string): string {
  if (problem.kind === "other key")
    return (
      `The key in ${keyFile} does not open ${name}: it is sealed for the key ${problem.sealedFor}, and ` +
      `this is the key ${problem.given} (thumbprints, RFC 7638). A changed sealing_public_key takes effect ` +
      "with the next rotation, so give the former private key until then."
    );
  return (
    `The key in ${keyFile} does not open ${name}: the sealed text is damaged, or it was sealed for another ` +
    "key. Copy token_sealed in full, and give the private key of sealing_public_key."
  );
}
