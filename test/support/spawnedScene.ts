import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { register } from "../../shared/accounts/register.ts";
import type { Board } from "../../shared/boards/board.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { Person } from "./person.ts";
import type { SpawnedServer } from "./spawnServer.ts";

export interface SpawnedScene {
  readonly owner: Person;
  /** The owner among them. */
  readonly people: readonly Person[];
  readonly board: Board;
  readonly ideas: readonly Idea[];
}

/** People with accounts, a board and ideas on a server of its own process. */
export const spawnedScene = async (
  server: SpawnedServer,
  counts: { readonly people: number; readonly ideas: number },
): Promise<SpawnedScene> => {
  const people: Person[] = [];
  for (let index = 0; index < counts.people; index += 1) {
    const person = new Person(server.url);
    person.account = await person.do(register, {
      email: `person${index}@example.com`,
      password: "correct horse battery",
      name: `Person ${index}`,
    });
    people.push(person);
  }
  const [owner] = people;
  if (!owner) {
    throw new Error("a scene needs somebody");
  }
  await owner.do(claimOwner, { token: server.ownerToken });
  const community = await owner.do(createCommunity, { name: "Tread" });
  const board = await owner.do(createBoard, { communityId: community.id, name: "Next" });
  const ideas: Idea[] = [];
  for (let index = 0; index < counts.ideas; index += 1) {
    ideas.push(await owner.do(addIdea, { boardId: board.id, title: `Idea ${index}` }));
  }
  return { owner, people, board, ideas };
};

/** Every page of a list. */
export const allPages = async <Item>(
  page: (
    after: string | undefined,
  ) => Promise<{ items: readonly Item[]; next?: string | undefined }>,
): Promise<Item[]> => {
  const all: Item[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    all.push(...items);
    after = next;
  } while (after !== undefined);
  return all;
};
