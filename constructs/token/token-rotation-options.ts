import { isKnown, member, type Problem, text } from "../checks/checks";
import { duration, durationSeconds } from "../checks/duration-text";
import { OnExternalRotation } from "./on-external-rotation";
import type { RotationSchedule } from "./rotation-schedule";
import { TokenStorage } from "./token-storage";

const DEFAULT_LIFETIME = "8760h";
/** The lifetime of a token that never ends. */
const NEVER = "never";
const LONGEST_DESCRIPTION = 200;

/** How an auth token is minted and when it is rotated. */
export interface TokenRotationOptions {
  /**
   * When the token is rotated. It sets `lifetime` and `rotateBefore`, or `rotationTriggers`, so leave out
   * those.
   *
   * @default RotationSchedule.manual()
   */
  readonly rotation?: RotationSchedule;
  /**
   * What the token is for, kept with it; at most 200 characters.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * How long a token lives, such as `90d` or `8760h` (units w, d, h, m, s), or `never`. A change holds from
   * the next rotation on.
   *
   * @default 8760h
   */
  readonly lifetime?: string;
  /**
   * How long before its end a token is due for rotation, such as `14d`. The next run after that moment
   * rotates it.
   *
   * @default - it is not rotated before it ends
   */
  readonly rotateBefore?: string;
  /**
   * How long the former token stays valid after a rotation, such as `4h`. Only a server that offers it
   * accepts it; NetFoundry offers none today, and `terraform plan` says so.
   *
   * @default - the former token ends at once
   */
  readonly overlap?: string;
  /**
   * How soon after its mint the identity provider is expected to use a token, such as `3h`. When nobody has
   * used it by then, the next `terraform plan` warns.
   *
   * @default - nothing is expected
   */
  readonly expectedUseWithin?: string;
  /**
   * Any values whose change rotates the token, such as a date or a version.
   *
   * @default - none
   */
  readonly rotationTriggers?: Readonly<Record<string, string>>;
  /**
   * What to do about a live token that somebody minted outside Terraform.
   *
   * @default OnExternalRotation.WARN
   */
  readonly onExternalRotation?: OnExternalRotation;
  /**
   * Where the value of the token is kept.
   *
   * @default TokenStorage.STATE
   */
  readonly storage?: TokenStorage;
  /**
   * Public key in PEM that the token is sealed for (RSA of at least 2048 bits, EC P-256 or X25519); needed
   * with `TokenStorage.SEALED`. A change holds from the next rotation on.
   *
   * @default - none
   */
  readonly sealingPublicKey?: string;
  /**
   * Whether destroying the slot revokes its token.
   *
   * @default true
   */
  readonly revokeOnDestroy?: boolean;
}

/** The problems of the options. `prefix` is their place in the props, as in `token.`. */
export function tokenRotationProblems(options: TokenRotationOptions, prefix = ""): Problem[] {
  const { description, lifetime, rotateBefore, overlap, expectedUseWithin } = options;
  const { onExternalRotation, storage } = options;
  return [
    descriptionProblem(`${prefix}description`, description),
    lifetime === NEVER ? null : duration(`${prefix}lifetime`, lifetime),
    duration(`${prefix}rotateBefore`, rotateBefore),
    duration(`${prefix}overlap`, overlap),
    duration(`${prefix}expectedUseWithin`, expectedUseWithin),
    rotateBeforeProblem(prefix, options),
    overlapProblem(prefix, options),
    expectedUseProblem(prefix, scheduled(options)),
    ...(options.rotation?.problems(prefix, options) ?? []),
    member(`${prefix}onExternalRotation`, onExternalRotation, "OnExternalRotation", OnExternalRotation),
    member(`${prefix}storage`, storage, "TokenStorage", TokenStorage),
    keyProblem(prefix, options),
  ];
}

/** The options with what their schedule sets. */
export function scheduled({
  rotation,
  ...options
}: TokenRotationOptions): Omit<TokenRotationOptions, "rotation"> {
  return { ...options, ...rotation?.options };
}

function descriptionProblem(prop: string, description: string | undefined): Problem {
  const length = isKnown(description) ? [...description].length : 0;
  return length > LONGEST_DESCRIPTION
    ? `${prop} must have at most ${LONGEST_DESCRIPTION} characters, got ${length}; shorten it`
    : text(prop, description, "say what the token is for, or leave it out");
}

function rotateBeforeProblem(prefix: string, { lifetime, rotateBefore }: TokenRotationOptions): Problem {
  if (lifetime === NEVER && isKnown(rotateBefore)) {
    const fix = "a token without an end is never due; rotationTriggers rotate it";
    const got = JSON.stringify(rotateBefore);
    return `${prefix}rotateBefore must be left out with ${prefix}lifetime "${NEVER}", got ${got}; ${fix}`;
  }
  const limit = lifetime ?? DEFAULT_LIFETIME;
  const most = secondsOf(limit);
  const given = secondsOf(rotateBefore);
  if (most === null || given === null || given < most) return null;
  const got = JSON.stringify(rotateBefore);
  const fix = "a token would be due for rotation as soon as it is minted";
  return `${prefix}rotateBefore must be shorter than ${prefix}lifetime (${limit}), got ${got}; ${fix}`;
}

function overlapProblem(prefix: string, { lifetime, rotateBefore, overlap }: TokenRotationOptions): Problem {
  const [name, limit] =
    (rotateBefore ?? null) === null
      ? (["lifetime", lifetime ?? DEFAULT_LIFETIME] as const)
      : (["rotateBefore", rotateBefore] as const);
  const most = secondsOf(limit);
  const given = secondsOf(overlap);
  if (most === null || given === null || given <= most) return null;
  const got = JSON.stringify(overlap);
  const fix = "no overlap makes a token live longer";
  return `${prefix}overlap must not be longer than ${prefix}${name} (${limit}), got ${got}; ${fix}`;
}

function expectedUseProblem(prefix: string, options: TokenRotationOptions): Problem {
  const { rotateBefore, expectedUseWithin } = options;
  const lifetime = options.lifetime ?? DEFAULT_LIFETIME;
  const isTimed = (rotateBefore ?? null) !== null;
  const [given, life] = [secondsOf(expectedUseWithin), secondsOf(lifetime)];
  const before = isTimed ? secondsOf(rotateBefore) : 0;
  if (given === null || life === null || before === null || given < life - before) return null;
  const [limit, ends] = isTimed
    ? [`without ${prefix}rotateBefore (${lifetime} without ${rotateBefore})`, "is rotated"]
    : [`(${lifetime})`, "ends"];
  return (
    `${prefix}expectedUseWithin must be shorter than ${prefix}lifetime ${limit}, got ` +
    `${JSON.stringify(expectedUseWithin)}; a token ${ends} before that`
  );
}

function secondsOf(text: string | undefined): number | null {
  return isKnown(text) ? durationSeconds(text) : null;
}

/**
 * The problem of the key. The message leaves out the value: a private key given by mistake must not reach a
 * log.
 */
function keyProblem(prefix: string, { storage, sealingPublicKey: key }: TokenRotationOptions): Problem {
  const prop = `${prefix}sealingPublicKey`;
  if ((key ?? null) === null) {
    return storage === TokenStorage.SEALED
      ? `${prop} is missing; with TokenStorage.SEALED give the public key in PEM that ` +
          "the token is sealed for"
      : null;
  }
  if (!isKnown(key)) return null;
  if (key.includes("PRIVATE KEY")) {
    const fix = "keep that to yourself and give the public key that belongs to it";
    return `${prop} must be a public key, got a private key; ${fix}`;
  }
  const start = "-----BEGIN PUBLIC KEY-----";
  return key.includes("PUBLIC KEY-----")
    ? null
    : `${prop} must be a public key in PEM, got a text without one; it starts with ${start}`;
}
