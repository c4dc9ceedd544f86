const LARGEST_UNSIGNED = 2n ** 64n;
const SMALLEST_SIGNED = -(2n ** 63n);

/**
 * Reads a number in Terraform's form: an integer, a double or decimal text. A whole number that a JavaScript
 * number cannot hold exactly becomes a bigint.
 * @throws RangeError for a fraction with more digits than a JavaScript number holds, because rounding would
 * change it.
 */
export function decodeNumber(raw: number | bigint | string): number | bigint {
  if (typeof raw === "number") return raw;
  const near = Number(raw);
  if (Number.isSafeInteger(near)) {
    if (typeof raw === "bigint" || significantDigits(raw) === significantDigits(String(near))) return near;
  }
  if (typeof raw === "bigint") return raw;
  if (/^-?\d+$/.test(raw)) return BigInt(raw);
  if (Number.isFinite(near) && significantDigits(raw) === significantDigits(String(near))) return near;
  // The message leaves the number out, because it may be a secret.
  throw new RangeError("the number has more digits than JavaScript holds exactly; shorten it to 15 digits");
}

/**
 * Writes a number so that Terraform reads exactly the same value. Fractions become text, because the double
 * 0.1 does not equal the 0.1 of a configuration.
 */
export function encodeNumber(value: number | bigint): number | bigint | string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(value);
  const whole = BigInt(value);
  if (whole >= LARGEST_UNSIGNED || whole < SMALLEST_SIGNED) return whole.toString();
  return whole >= -0x8000_0000n && whole <= 0xffff_ffffn ? Number(whole) : whole;
}

/** A text that equal numbers share, whether they are number or bigint. */
export function numberKey(value: number | bigint): string {
  return typeof value === "number" && !Number.isInteger(value) ? String(value) : BigInt(value).toString();
}

function significantDigits(text: string): string {
  const digits = text.replace(/e.*$/i, "").replace(/[-+.]/g, "");
  return digits.replace(/^0+/, "").replace(/0+$/, "");
}
