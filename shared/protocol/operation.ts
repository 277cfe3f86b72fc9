import type { z } from "zod";
import type { RefusalCode } from "./refusals.ts";

export type HttpMethod = "get" | "post" | "put" | "patch" | "delete";

interface OperationShape<Name extends string, Input extends z.ZodObject, Output extends z.ZodType> {
  /** `noun.verb`: also the name of the Socket.IO event. */
  readonly name: Name;
  /** The path below `/api`; its `:parameters` are fields of the input. */
  readonly http: { readonly method: HttpMethod; readonly path: `/${string}` };
  readonly input: Input;
  readonly output: Output;
  /** What it can answer beside `commonRefusals`. */
  readonly refusals: readonly RefusalCode[];
  /** One sentence for the API's documentation. */
  readonly summary: string;
  /**
   * Absent: REST and sockets. `http`: it sets or ends the login cookie, which a socket can't. `file`: one body is a file,
   * the one that goes in (the input's `file`, the rest in the query) or the one that comes out.
   */
  readonly door?: "http" | "file";
}

export interface Command<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> extends OperationShape<Name, Input, Output> {
  readonly kind: "command";
  /**
   * How a retry stays without a second effect. `receipt`: by the idempotency key sent with it, kept for
   * 48 hours. `natural`: doing it twice is doing it once.
   */
  readonly retry: "receipt" | "natural";
}

export interface Query<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> extends OperationShape<Name, Input, Output> {
  readonly kind: "query";
}

export type Operation = Command | Query;
export type InputOf<O extends Operation> = z.input<O["input"]>;
export type ParsedOf<O extends Operation> = z.output<O["input"]>;
export type ValueOf<O extends Operation> = z.output<O["output"]>;

export const defineCommand = <
  Name extends string,
  Input extends z.ZodObject,
  Output extends z.ZodType,
>(
  command: OperationShape<Name, Input, Output> & { readonly retry?: "receipt" | "natural" },
): Command<Name, Input, Output> => ({ retry: "receipt", ...command, kind: "command" });

export const defineQuery = <
  Name extends string,
  Input extends z.ZodObject,
  Output extends z.ZodType,
>(
  query: OperationShape<Name, Input, Output>,
): Query<Name, Input, Output> => ({ ...query, kind: "query" });
