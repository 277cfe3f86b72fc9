import type { Server, Socket } from "socket.io";
import type { LoginStore } from "../accounts/loginStore.ts";
import type { Audience } from "../../shared/boards/boardChange.ts";
import { memberId } from "../members/memberModel.ts";
import { audienceOf, mayViewBoard, standingOf } from "../rights/standing.ts";
import type { Store } from "../store.ts";
import { boardsIn, rooms } from "./boardRooms.ts";
import { actorOf } from "./commandSocket.ts";
import type { HintRooms } from "./hintRooms.ts";
import { loginIdOf } from "./socketServer.ts";

const AT_ONCE = 500;
const AUDIENCES: readonly Audience[] = ["public", "staff"];

type CheckDeps = Pick<Store, "boardRepo" | "communityRepo" | "memberRepo" | "userRepo"> & {
  readonly io: Server;
  readonly logins: LoginStore;
  readonly hintRooms: HintRooms;
};

const unique = <Id>(ids: readonly Id[]): Id[] => [...new Set(ids)];

/** Asks the database for everything that open sockets rest on, and closes those that no longer may. */
export const checkSockets = async (deps: CheckDeps): Promise<void> => {
  const sockets = [...deps.io.sockets.sockets.values()];
  for (let done = 0; done < sockets.length; done += AT_ONCE) {
    await checkSome(deps, sockets.slice(done, done + AT_ONCE));
  }
};

const checkSome = async (deps: CheckDeps, sockets: readonly Socket[]): Promise<void> => {
  const { logins, hintRooms, userRepo, boardRepo, communityRepo, memberRepo } = deps;
  const open = sockets.map((socket) => {
    const actor = actorOf(socket);
    const user = actor.kind === "user" ? actor : undefined;
    return { socket, actor, user, loginId: loginIdOf(socket), boards: boardsIn(socket.rooms) };
  });
  const users = open.flatMap(({ user }) => (user ? [user] : []));
  const [alive, foundUsers, foundBoards] = await Promise.all([
    logins.findAlive(
      unique(open.flatMap(({ user, loginId }) => (user && loginId ? [loginId] : []))),
    ),
    userRepo.findMany(unique(users.map(({ id }) => id))),
    boardRepo.findMany(unique(open.flatMap(({ boards }) => boards))),
  ]);
  const userOf = new Map(foundUsers.map((user) => [String(user._id), user]));
  const boardOf = new Map(foundBoards.map((board) => [String(board._id), board]));
  const inCommunities = open.flatMap(({ user, boards }) =>
    boards.flatMap((boardId) => {
      const board = boardOf.get(boardId);
      return user && board ? [memberId(board.communityId, user.id)] : [];
    }),
  );
  const [communities, members] = await Promise.all([
    communityRepo.findMany(unique(foundBoards.map(({ communityId }) => communityId))),
    memberRepo.findMany(unique(inCommunities)),
  ]);
  const communityOf = new Map(communities.map((community) => [String(community._id), community]));
  const roleOf = new Map(members.map(({ _id, role }) => [_id, role]));

  for (const { socket, actor, user, loginId, boards } of open) {
    const stored = user && userOf.get(user.id);
    const isSame =
      user === undefined ||
      (loginId !== undefined &&
        alive.has(loginId) &&
        stored?.name === user.name &&
        stored.isOwner === user.isOwner &&
        (stored.loginEpoch ?? 0) === user.loginEpoch);
    const maySeeAll = boards.every((boardId) => {
      const board = boardOf.get(boardId);
      const community = board && communityOf.get(board.communityId);
      if (!community) {
        return false;
      }
      const role = user && roleOf.get(memberId(community._id, user.id));
      const standing = standingOf(actor, community, role);
      const audience = audienceOf(standing);
      return (
        mayViewBoard(standing, community, board) &&
        AUDIENCES.every((a) => a === audience || !socket.rooms.has(rooms.audience(boardId, a)))
      );
    });
    if (!isSame || !maySeeAll || !(await hintRooms.mayHear(actor, socket.rooms))) {
      socket.disconnect(true);
    }
  }
};
