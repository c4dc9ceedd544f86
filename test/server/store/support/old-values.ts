import type { OldGroup, OldUser } from "./first-release";

/** More than the bytes of a text that an index holds. */
const LONG = 2000;
/** More than the bytes of any other text. */
const VERY_LONG = 100_000;
/** So many texts of 60,000 bytes are more than a user may have. */
const MANY = 20;

/** Characters that names and other texts may not hold by now. */
export const CHARACTERS: Readonly<Record<string, string>> = {
  "a control character of C0": "\u0007",
  "a control character of C1": "\u0085",
  "a zero-width space": "\u200b",
  "a word joiner": "\u2060",
  "a byte order mark": "\ufeff",
  "a bidi override": "\u202e",
  "a bidi isolate": "\u2066",
  "a bidi mark": "\u200f",
};

const named = (title: string, name: string): [string, OldUser][] => [
  [`userName with ${title}`, { userName: `na${name}me` }],
  [`displayName with ${title}`, { userName: `shown ${title}`, displayName: `na${name}me` }],
  [`externalId with ${title}`, { userName: `known ${title}`, externalId: `na${name}me` }],
  [`title with ${title}`, { userName: `titled ${title}`, title: `na${name}me` }],
];

/** Users that 0.1.0 accepted and later versions refuse, by what is wrong with them. */
export const OLD_USERS: Readonly<Record<string, OldUser>> = Object.fromEntries([
  ["long userName", { userName: "u".repeat(LONG) }],
  ["long displayName", { userName: "long-1", displayName: "d".repeat(LONG) }],
  ["long externalId", { userName: "long-2", externalId: "e".repeat(LONG) }],
  ["long address", { userName: "long-3", emails: [{ value: `${"a".repeat(LONG)}@example.com` }] }],
  ["very long title", { userName: "long-4", title: "t".repeat(VERY_LONG) }],
  [
    "many texts that are long together",
    {
      userName: "long-5",
      photos: Array.from({ length: MANY }, (_, n) => ({
        value: `https://photos/${n}/${"p".repeat(60_000)}`,
      })),
    },
  ],
  ...Object.entries(CHARACTERS).flatMap(([title, character]) => named(title, character)),
  ["userName with a joiner", { userName: "na\u200dme" }],
  ["userName with a non-joiner", { userName: "na\u200cme" }],
  ["composed userName", { userName: "Zo\u00eb" }],
  ["decomposed userName", { userName: "Zoe\u0308" }],
  [
    // 0.1.0 read `….User.department` as an attribute of another schema.
    "schema that a dot in a path made",
    {
      userName: "dotted",
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0": { User: { department: "Sales" } },
    },
  ],
] satisfies [string, OldUser][]);

const group = (displayName: string, more: Partial<OldGroup> = {}): OldGroup => ({
  displayName,
  members: [],
  ...more,
});

/** Groups that 0.1.0 accepted and later versions refuse, by what is wrong with them. */
export const OLD_GROUPS: Readonly<Record<string, OldGroup>> = Object.fromEntries([
  ["name of another group", group("Twins")],
  ["name of another group, again", group("Twins")],
  ["name of another group in other case", group("TWINS")],
  ["composed name", group("Caf\u00e9")],
  ["decomposed name", group("Cafe\u0301")],
  ["externalId of another group", group("First", { externalId: "same" })],
  ["externalId of another group, again", group("Second", { externalId: "same" })],
  ["long name", group("g".repeat(LONG))],
  ["long externalId", group("Long external ID", { externalId: "e".repeat(LONG) })],
  ...Object.entries(CHARACTERS).map(([title, character]): [string, OldGroup] => [
    `name with ${title}`,
    group(`na${character}me`),
  ]),
] satisfies [string, OldGroup][]);
