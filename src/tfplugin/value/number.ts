const LARGEST_UNSIGNED = 2n ** 64n;
const SMALLEST_SIGNED = -(2n ** 63n);

/**
 * A number as Terraform sends it: whole numbers as integers, others as decimal text. Whole numbers that a JavaScript
 * number cannot hold exactly stay bigint.
 * @throws RangeError for a fraction with more digits than a JavaScript number holds, rather than rounding it.
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
  // Not shown: it may be a secret.
  throw new RangeError("the number has more digits than can be carried exactly; about 16 can");
}

/**
 * A number in the form Terraform reads back as exactly the same value. Fractions go as text: as a double, 0.1 would
 * not equal the 0.1 that was written in the configuration.
 */
export function encodeNumber(value: number | bigint): number | bigint | string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(value);
  const whole = BigInt(value);
  if (whole >= LARGEST_UNSIGNED || whole < SMALLEST_SIGNED) return whole.toString();
  return whole >= -0x8000_0000n && whole <= 0xffff_ffffn ? Number(whole) : whole;
}

/** One text for every way to hold the same number. */
export function numberKey(value: number | bigint): string {
  return typeof value === "number" && !Number.isInteger(value) ? String(value) : BigInt(value).toString();
}

function significantDigits(text: string): string {
  const digits = text.replace(/e.*$/i, "").replace(/[-+.]/g, "");
  return digits.replace(/^0+/, "").replace(/0+$/, "");
}
