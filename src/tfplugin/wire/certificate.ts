import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A certificate and its private key. */
export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  readonly der: Buffer;
}

const DAY = 24 * 60 * 60 * 1000;

/** Object identifiers: only their content bytes, in hexadecimal as all DER in this file. */
const ECDSA_WITH_SHA256 = "2a8648ce3d040302";
const COMMON_NAME = "550403";
const SUBJECT_ALTERNATIVE_NAME = "551d11";

const LOCALHOST = ascii("localhost");

/**
 * Makes a self-signed certificate for "localhost" on the curve P-256. It is valid from yesterday for thirty
 * years. Terraform trusts exactly this certificate and checks its name.
 */
export function createCertificate(now: Date = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const algorithm = sequence(objectId(ECDSA_WITH_SHA256));
  const name = sequence(set(sequence(objectId(COMMON_NAME), tagged("0c", LOCALHOST))));
  const alternative = sequence(tagged("82", LOCALHOST));
  const body = sequence(
    tagged("a0", integer("02")),
    integer(serialNumber()),
    algorithm,
    name,
    sequence(time(now.getTime() - DAY), time(now.getTime() + 30 * 365 * DAY)),
    name,
    publicKey.export({ type: "spki", format: "der" }).toString("hex"),
    tagged("a3", sequence(sequence(objectId(SUBJECT_ALTERNATIVE_NAME), octets(alternative)))),
  );
  const signature = sign("sha256", Buffer.from(body, "hex"), privateKey).toString("hex");
  const der = Buffer.from(sequence(body, algorithm, bits(signature)), "hex");
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { key, cert: pem("CERTIFICATE", der), der };
}

/** The DER bytes of the first certificate in a PEM text, or null when it has none. */
export function certificateBytes(text: string): Buffer | null {
  const match = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(text);
  return match?.[1] === undefined ? null : Buffer.from(match[1], "base64");
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** A DER element (X.690) in hexadecimal: the tag, the length in as few bytes as possible, the content. */
function tagged(tag: string, content: string): string {
  const length = content.length / 2;
  const size = length < 0x80 ? "" : length < 0x100 ? "81" : "82";
  return tag + size + hex(length, size === "82" ? 2 : 1) + content;
}

const sequence = (...parts: string[]) => tagged("30", parts.join(""));
const set = (...parts: string[]) => tagged("31", parts.join(""));
const objectId = (content: string) => tagged("06", content);
const integer = (content: string) => tagged("02", content);
const octets = (content: string) => tagged("04", content);
const bits = (content: string) => tagged("03", `00${content}`);

/** Two-digit years mean 1950 to 2049. Later years need the four-digit form (RFC 5280, 4.1.2.5). */
function time(milliseconds: number): string {
  const text = `${new Date(milliseconds).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
  return text < "2050" ? tagged("17", ascii(text.slice(2))) : tagged("18", ascii(text));
}

/** A random integer. DER wants it positive here, and without a leading zero byte. */
function serialNumber(): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.toString("hex");
}

function ascii(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

function hex(value: number, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, "0");
}
