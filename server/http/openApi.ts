import { z } from "zod";
import {
  commonRefusals,
  refusalStatus,
  RefusalBody,
  type RefusalCode,
} from "../../shared/protocol/refusals.ts";
import { ARCHIVE_TYPE } from "../../shared/wiki/archive.ts";
import type { Operation } from "../../shared/protocol/operation.ts";

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** References to zod's own `$defs` become references to the document's components. */
const relink = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(relink);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "$ref" && typeof inner === "string"
        ? [key, inner.replace("#/$defs/", "#/components/schemas/")]
        : [key, relink(inner)],
    ),
  );
};

/** JSON Schemas of zod schemas; what has an id of its own is gathered in `components`. */
const schemaWriter = () => {
  const components: Json = {};
  const write = (schema: z.ZodType, io: "input" | "output"): Json => {
    const written = z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => {
        // A query string's number: JSON Schema would otherwise say that anything goes.
        if (zodSchema._zod.def.type === "number" && io === "input") {
          jsonSchema.type ??= "integer";
        }
      },
    });
    const { $defs, $schema: _, id: _id, ...rest } = written;
    for (const [name, inner] of Object.entries($defs ?? {})) {
      const { id: _own, ...plain } = inner;
      components[name] ??= relink(plain);
    }
    const { id } = schema.meta() ?? {};
    if (id === undefined) {
      return { ...relinkObject(rest) };
    }
    components[id] ??= relink(rest);
    return { $ref: `#/components/schemas/${id}` };
  };
  return { components, write };
};

const relinkObject = (value: unknown): Json => {
  const relinked = relink(value);
  return isObject(relinked) ? relinked : {};
};

const refusalResponses = (codes: readonly RefusalCode[]): Json => {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codes) {
    const status = refusalStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      String(status),
      {
        description: those.join(", "),
        content: {
          "application/json": { schema: { $ref: "#/components/schemas/RefusalReply" } },
        },
      },
    ]),
  );
};

const BYTES = { type: "string", format: "binary" };

const describe = (operation: Operation, write: ReturnType<typeof schemaWriter>["write"]): Json => {
  const { name, http, input, output, refusals, summary, kind } = operation;
  const inPath = new Set([...http.path.matchAll(/:(\w+)/g)].map(([, field]) => field));
  const { properties, required } = write(input, "input");
  const fields = Object.entries(isObject(properties) ? properties : {});
  const needed = new Set(Array.isArray(required) ? required : []);
  const isFile = operation.door === "file";
  const file = isFile && fields.some(([field]) => field === "file");
  const isDownload = isFile && !file;
  const inBody = fields.filter(([field]) => http.method !== "get" && !isFile && !inPath.has(field));
  const parameters = fields
    .filter(([field]) => !inBody.some(([other]) => other === field) && field !== "file")
    .map(([field, schema]) => ({
      name: field,
      in: inPath.has(field) ? "path" : "query",
      required: inPath.has(field) || needed.has(field),
      schema,
    }));
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "A retry with the same key gives the first reply and no second effect, for 48 hours.",
    schema: { type: "string", maxLength: 200 },
  };
  const takesKey = kind === "command" && operation.retry === "receipt";
  return {
    operationId: name,
    summary,
    tags: [name.split(".")[0]],
    parameters: takesKey ? [...parameters, key] : parameters,
    ...(file && {
      requestBody: { required: true, content: { [ARCHIVE_TYPE]: { schema: BYTES } } },
    }),
    ...(inBody.length > 0 && {
      requestBody: {
        required: inBody.some(([field]) => needed.has(field)),
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: Object.fromEntries(inBody),
              required: inBody.map(([field]) => field).filter((field) => needed.has(field)),
              additionalProperties: false,
            },
          },
        },
      },
    }),
    responses: {
      "200": {
        description: "Done",
        content: isDownload
          ? { [ARCHIVE_TYPE]: { schema: BYTES } }
          : {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { ok: { const: true }, value: write(output, "output") },
                  required: ["ok", "value"],
                },
              },
            },
      },
      ...refusalResponses([...commonRefusals, ...refusals]),
    },
  };
};

/** The whole contract as an OpenAPI 3.1 document. */
export const openApi = (operations: readonly Operation[], version: string): Json => {
  const { components, write } = schemaWriter();
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = `/api${operation.http.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[path] = { ...paths[path], [operation.http.method]: describe(operation, write) };
  }
  const error = write(RefusalBody, "output");
  return {
    openapi: "3.1.0",
    info: {
      title: "Cocreate",
      version,
      description:
        "Every operation is also a Socket.IO event of the same name, save those that set the login cookie or carry a file.",
    },
    paths,
    components: {
      schemas: {
        ...components,
        RefusalReply: {
          type: "object",
          properties: { ok: { const: false }, error },
          required: ["ok", "error"],
        },
      },
    },
  };
};
