import { type AnsweredTags, edgeDetail } from "../../contract/common";
import {
  type JwtSigner,
  type JwtSignerChange,
  jwtSigner,
  jwtSignerList,
} from "../../contract/edge/jwt-signer";
import type { Clock } from "../settings";
import type { CreateOptions, Edge } from "./edge";
import { EdgeCollection, type Written } from "./edge-collection";

const KIND = { path: "external-jwt-signers", detail: edgeDetail(jwtSigner), list: jwtSignerList };

/** JWT signers of a network. */
export class JwtSigners extends EdgeCollection<JwtSigner, JwtSignerChange, "name" | "issuer"> {
  constructor(edge: Edge, clock: Clock) {
    super(edge, clock, KIND);
  }

  override async create(settings: JwtSignerChange, options: CreateOptions = {}): Promise<Written<JwtSigner>> {
    const created = await super.create(settings, options);
    // Controllers up to 2.1.0-pre1 drop the tags of a create.
    if (created.item === null || sameTags(created.item.tags, settings.tags)) return created;
    const { id } = created;
    return this.update(id, settings, options).catch((unread: Error) => ({ id, item: null, unread }));
  }

  /**
   * The settings without null and blank values. A controller would store an empty `kid`, and no token would
   * match it.
   */
  protected override bodyOf(settings: JwtSignerChange): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== ""));
  }
}

function sameTags(kept: AnsweredTags, wanted: AnsweredTags): boolean {
  const names = new Set([...Object.keys(kept), ...Object.keys(wanted)]);
  return [...names].every((name) => kept[name] === wanted[name]);
}
