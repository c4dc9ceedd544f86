import { isIP } from "node:net";
import { InvalidArgumentError } from "commander";
import { durationSeconds } from "../../contract/duration";
import { parseUrl } from "../../contract/parse-url";

/** Parses a TCP port; 0 stands for a free one. Throws InvalidArgumentError, as all functions here do. */
export function parsePort(text: string): number {
  const port = wholeNumber(text);
  if (port === null || port > 65_535)
    throw new InvalidArgumentError("Give a port from 0 to 65535; 0 takes a free one.");
  return port;
}

/** Parses a text that must not be blank. */
export function parseName(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Give a name, or leave the option out.");
  return text;
}

export function parseSeconds(text: string): number {
  const seconds = wholeNumber(text);
  if (seconds === null) throw new InvalidArgumentError("Give a whole number of seconds, 0 or more.");
  return seconds;
}

export function parseCount(text: string): number {
  const count = wholeNumber(text);
  if (count === null) throw new InvalidArgumentError("Give a whole number, 0 or more.");
  return count;
}

/** Parses a duration. Returns milliseconds. */
export function parseDuration(text: string): number {
  const seconds = durationSeconds(text);
  if (seconds === null) throw new InvalidArgumentError("Give a duration such as 90s, 30m or 2h.");
  return seconds * 1000;
}

/** The longest retention, in days: a hundred years. */
const MOST_DAYS = 36_500;

export function parseDays(text: string): number {
  const days = wholeNumber(text);
  if (days === null || days > MOST_DAYS)
    throw new InvalidArgumentError(`Give a whole number of days from 0 to ${MOST_DAYS}; 0 stands for ever.`);
  return days;
}

/** Parses the address that clients use. Returns it without the slash at the end. */
export function parseOrigin(text: string): string {
  const url = parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new InvalidArgumentError(
      "Give https:// and a host, as in https://scim.example.com, without a path.",
    );
  return url.origin;
}

/** Parses the address of a controller. It may have the path of the edge management API. */
export function parseController(text: string): string {
  const url = parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new InvalidArgumentError(
      "Give https://, a host and a port, as in https://ctrl.example.com:1280, without a user name.",
    );
  return text.replace(/\/+$/, "");
}

/** Adds an IP address or a range as in 10.0.0.0/8 to the former ones. */
export function parseProxy(text: string, former: readonly string[] = []): readonly string[] {
  const [address = "", length, more] = text.split("/");
  const bits = isIP(address) === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : wholeNumber(length);
  if (isIP(address) === 0 || prefix === null || prefix < 1 || prefix > bits || more !== undefined)
    throw new InvalidArgumentError("Give an IP address, or a range of them as in 10.0.0.0/8.");
  return [...former, text];
}

/** Parses a time with its zone. */
export function parseTime(text: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  if (!isTime || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError("Give a time as in 2026-12-01T09:00:00Z.");
  return text;
}

function wholeNumber(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : null;
}
