import { DiagnosticError, Diagnostics, messageOf } from "../../define/diagnostics";
import { FunctionError, type Parameter, type ProviderFunction } from "../../define/function";
import type { Provider } from "../../define/provider";
import { wireType } from "../../schema/wire";
import { conform } from "../../value/conform";
import { formatPath } from "../../value/path";
import type { Value } from "../../value/type";
import { containsUnknown, UNKNOWN } from "../../value/unknown";
import type { DynamicValue, FunctionError as WireError } from "../../wire/protocol";
import { type FunctionParameter, type FunctionSignature, MARKDOWN } from "../../wire/schema-messages";
import { logThrown, offered } from "../answer/attempt";
import { type Incoming, readValue, writeValue } from "../answer/dynamic";
import { inCall } from "../answer/open-call";
import type { Handlers } from "../handler-types";
import type { Session } from "../session";

/** Answers the calls about functions. They need no configured provider. */
export function functionHandlers(session: Session): Pick<Handlers, "GetFunctions" | "CallFunction"> {
  return {
    async GetFunctions() {
      return { functions: wireFunctions(session.provider), diagnostics: [] };
    },

    async CallFunction({ name, arguments: given = [] }) {
      const diagnostics = new Diagnostics();
      const call = async () => callFunction(offered(session, "functions", name), given);
      try {
        const result = await inCall(diagnostics, `call the function ${name}`, call);
        const [failed] = diagnostics.list;
        if (failed !== undefined) throw new DiagnosticError(failed);
        return { result, error: null };
      } catch (error) {
        if (!(error instanceof FunctionError)) logThrown(error, `call the function ${name}`);
        const it = session.provider.functions?.[name ?? ""];
        return { result: null, error: wireError(it, error) };
      }
    },
  };
}

/** The signatures of a provider's functions, by name. */
export function wireFunctions({ functions = {} }: Provider): Record<string, FunctionSignature> {
  return Object.fromEntries(Object.entries(functions).map(([name, it]) => [name, wireFunction(it)]));
}

async function callFunction(
  { parameters, variadic, returns, call }: ProviderFunction,
  given: readonly Incoming[],
): Promise<DynamicValue> {
  const names = Object.keys(parameters);
  const values = given.map((incoming, index) => {
    const parameter = parameters[names[index] ?? ""] ?? variadic;
    if (parameter === undefined)
      throw new FunctionError(`the function takes ${names.length} arguments`, index);
    return readArgument(parameter, incoming, index);
  });
  const skipped = values.some(({ value, parameter }) => !parameter.unknown && containsUnknown(value));
  if (skipped) return writeValue(returns.type, UNKNOWN);
  const known = values.map(({ value }) => value);
  const byName = Object.fromEntries(names.map((name, index) => [name, known[index] ?? null]));
  const result = await call(byName, known.slice(names.length));
  const conformed = conform(returns.type, result, ({ path, problem }) => {
    throw new Error(`the result${formatPath(path)} ${problem}; this is a bug in the provider`);
  });
  return writeValue(returns.type, conformed);
}

function readArgument(parameter: Parameter, incoming: Incoming, index: number) {
  const value: Value = readValue(parameter.type.type, incoming);
  conform(parameter.type.type, value, ({ path, problem }) => {
    throw new FunctionError(`${formatPath(path)} ${problem}`, index);
  });
  if (value === null && !parameter.nullable) throw new FunctionError("must not be null", index);
  return { value, parameter };
}

function wireError(it: ProviderFunction | undefined, error: unknown): WireError {
  const text = error instanceof DiagnosticError ? error.message : messageOf(error);
  return { text, functionArgument: error instanceof FunctionError ? positionOf(it, error) : null };
}

function positionOf(it: ProviderFunction | undefined, { argument }: FunctionError): number | null {
  if (typeof argument !== "string" || it === undefined) return typeof argument === "number" ? argument : null;
  const names = Object.keys(it.parameters);
  const position = names.indexOf(argument);
  if (position >= 0) return position;
  return argument === it.variadic?.name ? names.length : null;
}

function wireFunction(it: ProviderFunction): FunctionSignature {
  return {
    parameters: Object.entries(it.parameters).map(([name, parameter]) => wireParameter(name, parameter)),
    variadicParameter: it.variadic === undefined ? null : wireParameter(it.variadic.name, it.variadic),
    return: { type: wireType(it.returns.type) },
    summary: it.summary,
    description: it.description,
    descriptionKind: MARKDOWN,
    deprecationMessage: it.deprecated ?? "",
  };
}

function wireParameter(name: string, { type, description, nullable, unknown }: Parameter): FunctionParameter {
  return {
    name,
    type: wireType(type.type),
    allowNullValue: nullable === true,
    allowUnknownValues: unknown === true,
    description,
    descriptionKind: MARKDOWN,
  };
}
