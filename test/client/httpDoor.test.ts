import { expect, test } from "vitest";
import { freshKey } from "../../client/connection/freshKey.ts";
import { requestOf } from "../../client/connection/httpDoor.ts";
import { readReply } from "../../client/connection/readReply.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { castVote } from "../../shared/votes/castVote.ts";

test("the fields of the path go into it, the rest into the query or the body", () => {
  expect(requestOf(getBoard, { boardId: "b", sort: "new", tag: "a&b", after: undefined })).toEqual({
    url: "/api/boards/b?sort=new&tag=a%26b",
    body: undefined,
  });
  expect(requestOf(setRole, { communityId: "c", userId: "u/1", role: "manager" })).toEqual({
    url: "/api/communities/c/members/u%2F1/role",
    body: { role: "manager" },
  });
  expect(requestOf(castVote, { ideaId: "i" })).toEqual({ url: "/api/ideas/i/vote", body: {} });
});

test("an answer that is not what the contract says is never believed", () => {
  const unreadable = { ok: false, error: { code: "internal" } };
  expect(readReply(getInstallation, "<html>")).toMatchObject(unreadable);
  expect(readReply(getInstallation, { ok: true, value: { hasOwner: 1 } })).toMatchObject(
    unreadable,
  );
  expect(readReply(getInstallation, { ok: false, error: { code: "made_up" } })).toMatchObject(
    unreadable,
  );
});

test("a key is a UUID, and another each time [C10]", () => {
  const keys = Array.from({ length: 50 }, freshKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
