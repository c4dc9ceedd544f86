import { type Network, network, networkList } from "../../contract/gateway/network";
import { rejectOnAbort } from "../auth/reject-on-abort";
import { ApiError } from "../errors/api-error";
import { NetworkChoiceError } from "../errors/network-choice-error";
import type { CallOptions } from "../settings";
import type { GatewayCalls } from "./gateway";

const PATH = ["core", "v3", "networks"];

/** The networks of the account. */
export class Networks {
  #default: Promise<string> | null = null;
  readonly #shared = new Map<string, Promise<Network>>();
  #confirmed: Promise<void> | null = null;

  constructor(
    private readonly gateway: GatewayCalls,
    private readonly choice: {
      readonly networkId?: string | undefined;
      readonly networkName?: string | undefined;
    },
  ) {}

  list(options: CallOptions = {}): Promise<Network[]> {
    const call = { ...options, method: "GET", path: PATH, query: { sort: "name,asc" } } as const;
    return this.gateway.all(call, networkList, (answer) => answer._embedded?.networkList);
  }

  get(id: string, options: CallOptions = {}): Promise<Network> {
    return this.gateway.call({ ...options, method: "GET", path: [...PATH, id] }, network);
  }

  /** As `get`, but asked once for all calls. */
  shared(id: string, options: CallOptions = {}): Promise<Network> {
    const known = this.#shared.get(id) ?? this.#askOnce(id);
    return rejectOnAbort(known, options.signal);
  }

  #askOnce(id: string): Promise<Network> {
    const asked = this.get(id);
    this.#shared.set(id, asked);
    // Forget a failure: the API may answer the next call.
    asked.catch(() => this.#shared.delete(id));
    return asked;
  }

  /**
   * Confirms, once, that the API answers at the base URL. A 404 proves that an object is gone only after
   * that: under a wrong path everything is "not found". Throws NotFoundError or ApiContractError when
   * something else answers.
   */
  async confirmApi(options: CallOptions = {}): Promise<void> {
    this.#confirmed ??= this.#confirm();
    await rejectOnAbort(this.#confirmed, options.signal);
  }

  async #confirm(): Promise<void> {
    try {
      await this.gateway.call({ method: "GET", path: PATH, query: { page: 0, size: 1 } }, networkList);
    } catch (failure) {
      // A 403 is the API's own answer, to an account that may not list networks.
      if (failure instanceof ApiError && failure.status === 403) return;
      this.#confirmed = null;
      throw failure;
    }
  }

  /**
   * Id of the network the client works on: the configured one, or the only one of the account. Looked up
   * once. Throws NetworkChoiceError when no network or several networks fit.
   */
  async defaultId(options: CallOptions = {}): Promise<string> {
    if (this.choice.networkId !== undefined) return this.choice.networkId;
    this.#default ??= this.#lookUp();
    return rejectOnAbort(this.#default, options.signal);
  }

  async #lookUp(): Promise<string> {
    try {
      return chosen(await this.list(), this.choice.networkName);
    } catch (failure) {
      // Forget the failure: the API may answer the next call.
      this.#default = null;
      throw failure;
    }
  }
}

function chosen(networks: readonly Network[], name: string | undefined): string {
  const candidates = name === undefined ? networks : networks.filter((candidate) => candidate.name === name);
  const [only] = candidates;
  if (only && candidates.length === 1) return only.id;
  throw new NetworkChoiceError(problem(networks, candidates, name));
}

function problem(
  networks: readonly Network[],
  candidates: readonly Network[],
  name: string | undefined,
): string {
  if (networks.length === 0)
    return "The API account sees no network. Give it access to one, or create one first.";
  const names = networks.map((candidate) => `"${candidate.name}" (${candidate.id})`).join(", ");
  if (name === undefined) {
    return (
      `The API account sees ${networks.length} networks: ${names}. Set network_id (NF_NETWORK_ID) or ` +
      "network_name (NF_NETWORK_NAME) to choose one."
    );
  }
  if (candidates.length === 0) {
    return (
      `There is no network named "${name}". The API account sees ${names}. Check network_name ` +
      "(NF_NETWORK_NAME)."
    );
  }
  const ids = candidates.map((candidate) => candidate.id).join(", ");
  return (
    `${candidates.length} networks are named "${name}": ${ids}. Set network_id (NF_NETWORK_ID) instead ` +
    "of network_name."
  );
}
