import { MAX_DOCUMENT_BYTES } from "../bson/values.ts";
import { MAX_MESSAGE_BYTES } from "../wire/message.ts";
import { SESSION_LIFETIME_MINUTES } from "../transactions/sessions.ts";
import { reply, type Command, type Request } from "./command.ts";

/** The version of MongoDB whose behaviour this engine follows, in what it does at all. */
const VERSION = "7.0.0";
const MAX_WIRE_VERSION = 21;
const SET_NAME = "embedded";

const greeting = ({ connection }: Request) =>
  reply({
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    hosts: [connection.address],
    me: connection.address,
    primary: connection.address,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: SESSION_LIFETIME_MINUTES,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  });

export const hello: Command = {
  name: "hello",
  aliases: ["isMaster", "ismaster"],
  // What a client says about itself; MongoDB too takes greetings from clients newer than it is.
  fields: "any",
  run: (_, request) => greeting(request),
};

export const ping: Command = { name: "ping", fields: [], run: () => reply({}) };

export const buildInfo: Command = {
  name: "buildInfo",
  aliases: ["buildinfo"],
  fields: [],
  run: () =>
    reply({
      version: VERSION,
      versionArray: VERSION.split(".").map(Number).concat(0),
      gitVersion: "embedded-mongodb",
      modules: [],
      bits: 64,
      debug: false,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
      storageEngines: ["lmdb"],
    }),
};
