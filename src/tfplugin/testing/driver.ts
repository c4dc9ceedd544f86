import type { Diagnostic } from "../define/diagnostics";
import type { ObjectValue, Value } from "../value/type";

/** Attributes as a test writes them. An attribute left out is null. */
export type GivenAttributes = Readonly<Record<string, unknown>>;

/** A call's diagnostics, in their order. `path` is the attribute that Terraform points at. */
export interface Reported {
  readonly diagnostics: readonly Diagnostic[];
}

export interface DrivenPlan extends Reported {
  /** Null when the plan destroys the object, or when planning failed. */
  readonly planned: ObjectValue | null;
  /** The attributes whose change needs a new object: `network_id`, `external_id.path`. */
  readonly requiresReplace: readonly string[];
  /** The private data for apply. */
  readonly privateData: Uint8Array;
}

export interface DrivenState extends Reported {
  readonly state: ObjectValue | null;
}

export interface DrivenObject extends DrivenState {
  /** The private data stored with the object. Pass it to the next call. */
  readonly privateData: Uint8Array;
  /** The object's identity, or null when its resource has none. */
  readonly identity: ObjectValue | null;
}

/** An object stored under another type. */
export interface MovedFrom {
  readonly providerAddress: string;
  readonly typeName: string;
  readonly schemaVersion?: number;
  readonly state: GivenAttributes;
  readonly privateData?: Uint8Array;
}

/** A function's answer: its result, or an error with the position of the argument at fault, from 0. */
export type DrivenCall =
  | { readonly result: Value }
  | { readonly error: string; readonly argument: number | null };

/** An ephemeral resource that is open. */
export interface DrivenEphemeral extends Reported {
  readonly result: ObjectValue | null;
  readonly renewAt: Date | null;
  renew(): Promise<Reported & { readonly renewAt: Date | null }>;
  close(): Promise<Reported>;
}

/** What a listing found, up to the limit. */
export interface DrivenList extends Reported {
  readonly found: readonly {
    readonly displayName: string;
    readonly identity: ObjectValue | null;
    readonly state: ObjectValue | null;
  }[];
}

/** The calls about managed resources. */
export interface ResourceCalls {
  validate(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** @param config null plans a destroy. */
  plan(
    typeName: string,
    config: GivenAttributes | null,
    prior?: GivenAttributes | null,
    privateData?: Uint8Array,
  ): Promise<DrivenPlan>;
  /**
   * Plans, and applies if the plan has no error. Where terraform would replace the object, it deletes it and
   * creates another.
   */
  apply(
    typeName: string,
    config: GivenAttributes | null,
    prior?: GivenAttributes | null,
    privateData?: Uint8Array,
  ): Promise<DrivenObject>;
  read(typeName: string, state: GivenAttributes, privateData?: Uint8Array): Promise<DrivenObject>;
  /** Imports by id or by identity, then reads, as terraform does. */
  import(typeName: string, by: string | { readonly identity: GivenAttributes }): Promise<DrivenObject>;
  move(typeName: string, from: MovedFrom): Promise<DrivenObject>;
  upgrade(typeName: string, version: number, stored: GivenAttributes): Promise<DrivenState>;
  validateList(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** Lists whole objects. A limit of 0 means no limit. */
  list(typeName: string, config: GivenAttributes, limit?: number): Promise<DrivenList>;
}

/** The calls that look something up: data sources, ephemeral resources and functions. */
export interface LookUpCalls {
  validateData(typeName: string, config: GivenAttributes): Promise<Reported>;
  readData(typeName: string, config: GivenAttributes): Promise<DrivenState>;
  validateEphemeral(typeName: string, config: GivenAttributes): Promise<Reported>;
  open(typeName: string, config: GivenAttributes): Promise<DrivenEphemeral>;
  call(functionName: string, ...given: readonly unknown[]): Promise<DrivenCall>;
}

/** The calls about actions. */
export interface ActionCalls {
  validateAction(typeName: string, config: GivenAttributes): Promise<Reported>;
  planAction(typeName: string, config: GivenAttributes): Promise<Reported>;
  /** Invokes an action and waits for its end. */
  invoke(
    typeName: string,
    config: GivenAttributes,
  ): Promise<Reported & { readonly progress: readonly string[] }>;
}

/**
 * Plays Terraform's part in tests of providers. It calls the handlers of the plugin process in-process, and
 * takes and returns plain values.
 */
export interface Driver extends ResourceCalls, LookUpCalls, ActionCalls {
  configure(config: GivenAttributes, terraformVersion?: string): Promise<Reported>;
  validateProvider(config: GivenAttributes): Promise<Reported>;
  stop(): Promise<void>;
}
