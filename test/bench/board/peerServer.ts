// What the board is measured beside, each a process of its own: tsx peerServer.ts acks|plain|joined|ours|page|express
import { createServer, type Server as HttpServer } from "node:http";
import express from "express";
import { Server } from "socket.io";
import { eventFrame } from "../../../server/sockets/frames.ts";
import { fanOut } from "../../../server/sockets/fanOut.ts";

const ROOM = "watchers";
/** Events that happen within one frame: changes of so many different ideas. */
const EVENTS_A_FRAME = 50;
const MOST_WAITING_BYTES = 512 * 1024;

const idea = (index: number) => ({
  type: "idea",
  id: `01j${String(index).padStart(23, "0")}`,
  boardId: "01j00000000000000000000000",
  rev: index,
  title: `Idea ${index}: a bell that rings in the rain`,
  excerpt: "It should be loud enough for a lorry and kind enough for a child.",
  tags: ["bells", "safety"],
  status: "open",
  author: { id: "01j00000000000000000000001", name: "Person" },
  votes: index % 1000,
  comments: 3,
  createdAt: "2026-01-01T00:00:00.000Z",
});

const change = (from: number, count: number) => ({
  boardId: "01j00000000000000000000000",
  from,
  rev: from + count,
  records: Array.from({ length: count }, (_, index) => idea(from + index)),
});

const http: HttpServer = createServer();
const [mode = "acks"] = process.argv.slice(2);
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  serveClient: false,
});

/** Waits until no watcher has more waiting than it may. */
const drained = async (): Promise<void> => {
  const isFull = () =>
    [...io.sockets.sockets.values()].some(
      (socket) => socket.request.socket.writableLength > MOST_WAITING_BYTES,
    );
  do {
    await new Promise((resolve) => setImmediate(resolve));
  } while (isFull());
};

/** Sends as fast as the watchers take it, for a while; prints how many events left. */
const sendFor = async (ms: number): Promise<void> => {
  const toRoom = fanOut(io);
  const end = performance.now() + ms;
  let events = 0;
  while (performance.now() < end) {
    if (mode === "plain") {
      for (let index = 0; index < EVENTS_A_FRAME; index += 1) {
        io.to(ROOM).emit("board.changed", change(events + index, 1));
      }
    } else if (mode === "joined") {
      const frame = eventFrame("board.changed", change(events, EVENTS_A_FRAME));
      for (const socket of io.sockets.sockets.values()) {
        socket.request.socket.write(frame);
      }
    } else {
      await toRoom.send(ROOM, eventFrame("board.changed", change(events, EVENTS_A_FRAME)));
    }
    events += EVENTS_A_FRAME;
    await drained();
  }
  process.send?.({ events });
};

io.on("connection", (socket) => {
  void socket.join(ROOM);
  socket.on("vote.cast", (_input: unknown, ack: (reply: unknown) => void) => ack({ ok: true }));
  socket.on("vote.withdraw", (_input: unknown, ack: (reply: unknown) => void) => ack({ ok: true }));
});
process.on("message", (message: { ms?: number; body?: string }) => {
  if (message.ms !== undefined) {
    void sendFor(message.ms);
  }
  const body = Buffer.from(message.body ?? "");
  if (mode === "page") {
    http.on("request", (_req, res) => {
      res.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
      res.end(body);
    });
  }
  if (mode === "express") {
    const app = express();
    const value: unknown = JSON.parse(body.toString() || "{}");
    app.get(/.*/, (_req, res) => {
      res.json(value);
    });
    http.on("request", app);
  }
});
process.on("disconnect", () => process.exit(0));
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : 0;
  process.stdout.write(`Listening on http://localhost:${port}\n`);
});
