import { deserialize, serialize } from "bson";
import type {
  CommandFailedEvent,
  CommandStartedEvent,
  CommandSucceededEvent,
  Document,
  MongoClient,
} from "mongodb";
import { mismatch, type Entities } from "./matchValue.ts";
import { NotInSubset } from "./operations.ts";

type Loose = Document[string];
export type CommandEvent = CommandStartedEvent | CommandSucceededEvent | CommandFailedEvent;

const kinds = {
  commandStartedEvent: "commandStarted",
  commandSucceededEvent: "commandSucceeded",
  commandFailedEvent: "commandFailed",
} as const;

/** What the client does from now on, as far as the test wants to know it. */
export function observe(client: MongoClient, given: Document): CommandEvent[] {
  const events: CommandEvent[] = [];
  const ignored = new Set([
    "configureFailPoint",
    "killAllSessions",
    ...(given["ignoreCommandMonitoringEvents"] ?? []),
  ]);
  for (const observed of given["observeEvents"] ?? []) {
    const kind = kinds[observed as keyof typeof kinds];
    if (kind) {
      client.on(kind as "commandStarted", (event) => {
        if (!ignored.has(event.commandName)) {
          events.push(copied(event));
        }
      });
    }
  }
  return events;
}

/** As it is now: the driver goes on working with what it shows. */
const copied = (event: Loose): Loose => ({
  commandName: event.commandName,
  databaseName: event.databaseName,
  command: event.command && deserialize(serialize(event.command, { ignoreUndefined: true })),
  reply: event.reply && deserialize(serialize(event.reply, { ignoreUndefined: true })),
});

/** Throws where other commands were sent than a test expects. */
export function checkEvents(
  expectations: Document[],
  eventsOf: (client: string) => CommandEvent[],
  entities: Entities,
): void {
  for (const { client, events: expected, eventType = "command" } of expectations) {
    if (eventType !== "command") {
      throw new NotInSubset(`events of type ${eventType}`);
    }
    const events = eventsOf(client);
    if (events.length !== expected.length) {
      throw new Error(
        `expected ${expected.length} events, got ${events.map(({ commandName }) => commandName).join(", ")}`,
      );
    }
    expected.forEach((each: Document, index: number) => {
      const [, wanted] = Object.entries(each)[0] ?? [];
      const event: Loose = events[index];
      const problem =
        mismatch(event.command, wanted.command ?? {}, entities, `event ${index}`) ??
        (wanted.commandName && wanted.commandName !== event.commandName
          ? `event ${index} is ${event.commandName}`
          : undefined) ??
        (wanted.databaseName && wanted.databaseName !== event.databaseName
          ? `event ${index} is of ${event.databaseName}`
          : undefined) ??
        (wanted.reply
          ? mismatch(event.reply, wanted.reply, entities, `reply ${index}`)
          : undefined);
      if (problem) {
        throw new Error(problem);
      }
    });
  }
}
