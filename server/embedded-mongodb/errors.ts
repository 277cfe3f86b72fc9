import { document, type Document, type Value } from "./bson/values.ts";

/** The codes of MongoDB that this engine answers with. */
const codes = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidBSON: 22,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  NotSingleValueField: 54,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NamespaceNotFound: 26,
  WriteConflict: 112,
  CommandNotSupported: 115,
  OutOfDiskSpace: 14031,
  InternalError: 1,
  OperationNotSupportedInTransaction: 263,
  TransactionTooOld: 225,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  CommandFailed: 125,
  InvalidPipelineOperator: 168,
  ExceededMemoryLimit: 292,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  UnknownField: 40415,
  MissingField: 40414,
  UnrecognizedStage: 40324,
  KeyTooLong: 17280,
  IncompleteTransactionHistory: 217,
  InvalidIndexSpecificationOption: 197,
  Unauthorized: 13,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
} as const;

export type CodeName = keyof typeof codes;

/** An answer with a code of MongoDB: expected, and told to the client as it is. */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly labels: readonly string[];
  readonly details: Document;

  constructor(
    code: CodeName | number,
    message: string,
    more: { labels?: readonly string[]; details?: Record<string, Value> } = {},
  ) {
    super(message);
    this.code = typeof code === "number" ? code : codes[code];
    this.codeName = typeof code === "number" ? `Location${code}` : code;
    this.labels = more.labels ?? [];
    this.details = document(more.details ?? {});
  }
}

export const badValue = (message: string): CommandError => new CommandError("BadValue", message);

export const failedToParse = (message: string): CommandError =>
  new CommandError("FailedToParse", message);

export const typeMismatch = (message: string): CommandError =>
  new CommandError("TypeMismatch", message);

export const writeConflict = (): CommandError =>
  new CommandError(
    "WriteConflict",
    "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.",
    { labels: ["TransientTransactionError"] },
  );
