import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { register } from "../../shared/accounts/register.ts";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import type { InputOf } from "../../shared/protocol/operation.ts";
import { Person } from "./person.ts";
import { SAMPLE_PASSWORD } from "./samples.ts";
import type { SceneServer } from "./scene.ts";
import type { SpawnedServer } from "./spawnServer.ts";

/** A server process of its own, as scenes are made on. Somebody claims it. */
export const sceneServer = async (server: SpawnedServer): Promise<SceneServer> => {
  const user = async (name = "Person"): Promise<Person> => {
    const person = new Person(server.url);
    const email = `${crypto.randomUUID()}@example.com`;
    person.account = await person.do(register, { email, password: SAMPLE_PASSWORD, name });
    return person;
  };
  const owner = await user("Olive Owner");
  await owner.do(claimOwner, { token: server.ownerToken });
  const home = await owner.do(createCommunity, { name: "Tread" });
  const board = (input: Partial<InputOf<typeof createBoard>> = {}) =>
    owner.do(createBoard, { name: "Next", communityId: home.id, ...input });
  const idea = async (input: Partial<InputOf<typeof addIdea>> = {}, by = owner) =>
    by.do(addIdea, { title: "A bell", ...input, boardId: input.boardId ?? (await board()).id });
  return { owner, user, board, community: (input) => owner.do(createCommunity, input), idea };
};
