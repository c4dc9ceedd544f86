import { constants, createPrivateKey, publicEncrypt } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import type { CliError } from "../../../../src/cli/errors/cli-error";
import { type OpenOptions, openToken } from "../../../../src/cli/token/open/open-token";
import { seal } from "../../../../src/provider/scim-token/sealing/seal";
import { ecKeys, ed25519Keys, rsaKeys, x25519Keys } from "../../../support/key-pairs";
import { file, temporaryFolder } from "../../../support/temporary-folder";
import { fakeTerminal } from "../../fake-terminal";

const FIXTURES = resolve(__dirname, "../../../fixtures/state");
/** Recorded from the provider: a sealed slot, one with its token in clear, one that keeps none. */
const STATE = join(FIXTURES, "token-slots-file.json");
const SHOWN = join(FIXTURES, "token-slots.json");
const STATE_KEY = join(FIXTURES, "token-slots.key.pem");
const OKTA = "netfoundry_scim_token.okta";

const TOKEN = "nfscim_a-token-of-the-test";
const folder = temporaryFolder();
const own = rsaKeys();
const keyFile = file(join(folder, "key.pem"), own.privateKey);
const at = (name: string) => join(folder, name);

/** Runs the command. Returns its outputs and its error. */
async function open(options: Partial<OpenOptions>, environment: NodeJS.ProcessEnv = {}, interactive = false) {
  const standard = fakeTerminal({ interactive });
  let noted = "";
  const note = (line: string) => {
    noted += line;
  };
  const failure = await openToken({ keyFile, ...options }, environment, { standard, note }).then(
    () => null,
    (error: CliError) => error,
  );
  return { text: standard.written(), noted, failure: failure?.message ?? null, code: failure?.exitCode ?? 0 };
}

const sealedFile = async (name: string, publicKey = own.publicKey) =>
  file(at(name), `${await seal(TOKEN, publicKey)}\n`);

describe("a sealed token in a file", () => {
  test("goes into a file that only its owner can read, and into no output", async () => {
    const out = at("token");
    const { text, noted, failure } = await open({ sealedFile: await sealedFile("token.jwe"), out });
    expect(failure).toBeNull();
    expect(readFileSync(out, "utf8")).toBe(TOKEN);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(text).toBe("");
    expect(noted).toMatch(
      /^Wrote the token \(sha256:[0-9a-f]{16}\) to .*token, which only you can read\.\n$/,
    );
    expect(readdirSync(folder).filter((name) => name.startsWith(".token"))).toEqual([]);
  });

  test("is printed when asked to: as it is for a pipe, on a line for a terminal", async () => {
    const given = { sealedFile: await sealedFile("printed.jwe"), print: true };
    expect(await open(given)).toMatchObject({ text: TOKEN, noted: "", code: 0 });
    expect(await open(given, {}, true)).toMatchObject({ text: `${TOKEN}\n`, code: 0 });
  });

  test("goes nowhere when nobody says where", async () => {
    const { text, failure, code } = await open({ sealedFile: await sealedFile("nowhere.jwe") }, {}, true);
    expect(text).toBe("");
    expect(code).toBe(64);
    expect(failure).toContain("--out <file> writes a new file, which only you can read; --print shows it");
  });

  test("in the quotes of terraform output opens too", async () => {
    const quoted = file(at("quoted.jwe"), `"${await seal(TOKEN, own.publicKey)}"\n`);
    expect(await open({ sealedFile: quoted, print: true })).toMatchObject({ text: TOKEN });
  });

  test("that version 0.1.0 sealed opens, with its lines broken", async () => {
    const scheme = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const bare = publicEncrypt({ key: own.publicKey, ...scheme }, Buffer.from(TOKEN)).toString("base64");
    const old = file(at("old.txt"), bare.replace(/(.{64})/g, "$1\n"));
    expect(await open({ sealedFile: old, print: true })).toMatchObject({ text: TOKEN });
  });
});

test("whatever was sealed for a key of any kind is opened with it", async () => {
  const pairs = [own, ecKeys("P-256"), x25519Keys()];
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.constantFrom(...pairs),
      async (text, { publicKey, privateKey }) => {
        const sealed = file(at("any.jwe"), await seal(text, publicKey));
        const key = file(at("any.pem"), privateKey);
        expect(await open({ sealedFile: sealed, keyFile: key, print: true })).toMatchObject({
          text,
          code: 0,
        });
      },
    ),
    { numRuns: 50 },
  );
});

describe("a private key", () => {
  const form = (type: "pkcs1" | "sec1" | "pkcs8", pem: string, encrypted = false) =>
    String(
      createPrivateKey(pem).export({
        type,
        format: "pem",
        ...(encrypted && { cipher: "aes-256-cbc", passphrase: "open sesame" }),
      }),
    );
  const ec = ecKeys("P-256");

  test.each([
    ["PKCS #1", form("pkcs1", own.privateKey), own.publicKey],
    ["PKCS #1, encrypted", form("pkcs1", own.privateKey, true), own.publicKey],
    ["SEC 1", form("sec1", ec.privateKey), ec.publicKey],
    ["PKCS #8, encrypted", form("pkcs8", ec.privateKey, true), ec.publicKey],
  ])("may be %s", async (name, pem, publicKey) => {
    const key = file(at(`${name}.pem`), pem);
    const given = { sealedFile: await sealedFile(`${name}.jwe`, publicKey), keyFile: key, print: true };
    expect(await open(given, { NF_SEALING_KEY_PASSPHRASE: "open sesame" })).toMatchObject({ text: TOKEN });
  });

  test.each([
    ["encrypted, without its passphrase", form("pkcs8", ec.privateKey, true), {}, "is encrypted. Give its"],
    [
      "encrypted, with another passphrase",
      form("pkcs8", ec.privateKey, true),
      { NF_SEALING_KEY_PASSPHRASE: "s3cret" },
      "The passphrase in NF_SEALING_KEY_PASSPHRASE does not open the key",
    ],
    ["that is the public one", own.publicKey, {}, "holds a public key, which only seals"],
    ["of a kind that seals nothing", ed25519Keys().privateKey, {}, "of a kind that nothing is sealed for"],
    ["that is cut off", own.privateKey.slice(0, 600), {}, "is damaged"],
    ["that is no key", "s3cret words", {}, "holds no private key in PEM"],
    [
      "of OpenSSH",
      "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret\n-----END OPENSSH PRIVATE KEY-----\n",
      {},
      "ssh-keygen -p -m PKCS8",
    ],
  ])("%s is refused, and not shown", async (name, pem, environment, message) => {
    const key = file(at(`${name}.pem`), pem);
    const sealed = await sealedFile("refused.jwe");
    const { text, failure, code } = await open(
      { sealedFile: sealed, keyFile: key, print: true },
      environment,
    );
    expect(failure).toContain(message);
    expect(code).toBe(1);
    expect(text).toBe("");
    expect(failure).not.toMatch(/s3cret/);
    expect(failure).not.toContain(pem.split("\n")[1] ?? pem);
  });

  test("that is another one: both are named by their thumbprints", async () => {
    const key = file(at("other.pem"), rsaKeys().privateKey);
    const { failure, code } = await open({
      sealedFile: await sealedFile("other.jwe"),
      keyFile: key,
      print: true,
    });
    expect(failure).toMatch(
      /does not open the token: it is sealed for the key \S{43}, and this is the key \S{43} /,
    );
    expect(failure).toContain("takes effect with the next rotation");
    expect(code).toBe(1);
  });
});

describe("a text that is no sealed token", () => {
  const jwe = () => seal(TOKEN, own.publicKey);
  test.each([
    ["the token itself", async () => TOKEN, "holds no sealed token. If it is the token itself"],
    ["empty", async () => " \n", "is empty"],
    ["a part of one", async () => (await jwe()).split(".").slice(0, 3).join("."), "3 of 5 parts"],
    ["a state", async () => readFileSync(SHOWN, "utf8"), "Give the JSON of a state to --state"],
    ["a key", async () => own.publicKey, "Give the key to --key-file"],
    ["one without its end", async () => (await jwe()).slice(0, -4), "the sealed text is damaged, or it was"],
    ["one with another letter", async () => (await jwe()).replace(/\.(.)/, "._"), "is damaged, or it was"],
  ])("%s is refused, and not shown", async (_, text, message) => {
    const content = await text();
    const {
      failure,
      code,
      text: shown,
    } = await open({ sealedFile: file(at("no.jwe"), content), print: true });
    expect(failure).toContain(message);
    expect(code).toBe(1);
    expect(shown).toBe("");
    if (content.trim() !== "") expect(failure).not.toContain(content.slice(-20).trim());
  });
});

describe("a state of the provider", () => {
  test.each([
    ["the state file", STATE],
    ["terraform show -json", SHOWN],
  ])("in the form of %s: the slot's token is opened", async (_, state) => {
    const given = { state, address: OKTA, keyFile: STATE_KEY, out: at("from-state") };
    const { noted, failure } = await open({ ...given, force: true });
    expect(failure).toBeNull();
    const slot = JSON.parse(readFileSync(SHOWN, "utf8")).values.root_module.resources.find(
      (one: { address: string }) => one.address === OKTA,
    );
    // The state has the fingerprint of the token, and not the token.
    expect(noted).toContain(`Wrote the token of ${OKTA} (${slot.values.fingerprint}) to `);
    expect(readFileSync(given.out, "utf8")).toMatch(/^nfscim_[\w-]{43}$/);
  });

  test("with several slots asks for one, and lists them", async () => {
    const { failure, code } = await open({ state: STATE, keyFile: STATE_KEY, print: true });
    expect(code).toBe(64);
    expect(failure).toBe(
      "The state has several tokens. Name one with --address:\n" +
        '  netfoundry_scim_token.entra["Entra EU"]\n' +
        "  netfoundry_scim_token.okta\n" +
        "  module.google.netfoundry_scim_token.google",
    );
  });

  test.each([
    ["netfoundry_scim_token.none", 64, "The state has no netfoundry_scim_token.none. It has:"],
    [
      'netfoundry_scim_token.entra["Entra EU"]',
      1,
      'has storage = "state". The state holds its token in clear',
    ],
    ["module.google.netfoundry_scim_token.google", 1, 'has storage = "none". Its value is stored nowhere.'],
  ])("without a sealed token at %s says why", async (address, exitCode, message) => {
    const { failure, code } = await open({ state: STATE, address, keyFile: STATE_KEY, print: true });
    expect(failure).toContain(message);
    expect(code).toBe(exitCode);
    expect(failure).not.toContain("nfscim_");
  });

  test.each([
    ['{"format_version": "1.2", "planned_values": {}, "prior_state": {}}', "the JSON of a plan"],
    ['{"version": 3, "backend": {}}', "has the version 3, and 4 can be read"],
    ['{"encrypted_data": "…", "meta": {}}', "is encrypted. Give the output of tofu show -json"],
    ['{"hello": 1}', "no format_version and no version"],
    ['{"format_version": "2.0"}', "has the format version 2.0. This version of netfoundry-scim reads 1.x."],
    ['{"format_version": "1.0"}', "The state has no netfoundry_scim_token"],
    ["", "The state is empty"],
    ["s3cret", "The state is no JSON"],
  ])("that is none is refused: %s", async (text, message) => {
    const { failure, code } = await open({ state: file(at("no.json"), text), print: true });
    expect(failure).toContain(message);
    expect(failure).not.toContain("s3cret");
    expect(code).toBe(64);
  });
});

describe("the file for the token", () => {
  const given = async (out: string, more: Partial<OpenOptions> = {}) =>
    open({ sealedFile: await sealedFile("out.jwe"), out, ...more });

  test("is not overwritten, unless that is asked for; it gets the mode again", async () => {
    const out = file(at("there"), "something else", 0o644);
    const { failure, code } = await given(out);
    expect(failure).toContain("exists. Give --force to replace it.");
    expect(code).toBe(1);
    expect(readFileSync(out, "utf8")).toBe("something else");
    expect(await given(out, { force: true })).toMatchObject({ code: 0 });
    expect(readFileSync(out, "utf8")).toBe(TOKEN);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test.each([false, true])("is not written through a link, with force %s", async (force) => {
    const target = file(at("target"), "of somebody else");
    const link = at(`link ${force}`);
    symlinkSync(target, link);
    const { failure } = await given(link, { force });
    expect(failure).toContain("is a symbolic link, and a secret is not written there");
    expect(readFileSync(target, "utf8")).toBe("of somebody else");
  });

  test("is not made where a link leads to nothing", async () => {
    const link = at("dangling");
    symlinkSync(at("not there"), link);
    expect((await given(link)).failure).toContain("is a symbolic link");
    expect(existsSync(at("not there"))).toBe(false);
  });

  test("is not said to be readable by its owner alone on Windows", async () => {
    const here = process.platform;
    Object.defineProperty(process, "platform", { value: "win32" });
    const { noted } = await given(at("on Windows")).finally(() =>
      Object.defineProperty(process, "platform", { value: here }),
    );
    expect(noted).toMatch(/ to .*on Windows\.\n$/);
  });

  test("is none of the files that are read, whatever its name", async () => {
    const link = at("link to the key");
    symlinkSync(keyFile, link);
    for (const options of [{ out: keyFile }, { out: keyFile, keyFile: link }]) {
      const { failure, code } = await given(options.out, { ...options, force: true });
      expect(failure).toBe(
        "--out names the file of --key-file, which the token would replace. Name another file.",
      );
      expect(code).toBe(64);
    }
    expect(readFileSync(keyFile, "utf8")).toBe(own.privateKey);
    expect((await given(at("out.jwe"), { force: true })).failure).toContain("the file of --sealed-file");
    const ofState = await open({ state: STATE, keyFile: STATE_KEY, out: STATE, force: true });
    expect(ofState.failure).toContain("the file of --state");
  });

  test("that cannot be written is an error, and nothing stays behind", async () => {
    const { failure, code } = await given(join(folder, "no such folder", "token"));
    expect(failure).toContain("cannot be written: ENOENT: no such file or directory.");
    expect(code).toBe(1);
    expect((await given(folder)).failure).toContain("is no plain file");
  });
});

describe("a command line that makes no sense is refused", () => {
  test.each([
    [{}, "by one of --sealed-file and --state"],
    [{ sealedFile: "a", state: "b" }, "by one of --sealed-file and --state"],
    [{ sealedFile: "a", address: OKTA }, "--address goes with --state"],
    [{ sealedFile: "a", out: "b", print: true }, "one of --out and --print"],
    [{ sealedFile: "a", print: true, force: true }, "--force goes with --out"],
    [{ sealedFile: "-", keyFile: "-", print: true }, "Standard input holds one thing"],
  ])("%j", async (options, message) => {
    const { failure, code } = await open(options);
    expect(failure).toContain(message);
    expect(code).toBe(64);
  });

  test("a file that is not there", async () => {
    const { failure, code } = await open({ sealedFile: at("nothing"), print: true });
    expect(failure).toContain("cannot be read");
    expect(code).toBe(1);
  });
});
