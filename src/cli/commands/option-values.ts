import { InvalidArgumentError } from "commander";

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

function wholeNumber(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : null;
}
