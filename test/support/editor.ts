import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import type { Person } from "./person.ts";
import { waitUntil } from "./waitUntil.ts";

const webSocketOf = (cookie: string | undefined) =>
  class extends WebSocket {
    constructor(url: string, protocols?: string[]) {
      super(url, protocols, { headers: cookie === undefined ? {} : { cookie } });
    }
  };

/** Somebody with a document open: an unmodified y-websocket provider on a plain Y.Doc. */
export class Editor {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** The end that the provider does not come back from. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** All updates that came from the server. */
  readonly heard: Uint8Array[] = [];
  onHeard: (message: Uint8Array) => void = () => undefined;

  constructor(person: Person, name: string, url = person.url) {
    this.provider = new WebsocketProvider(
      `${url.replace("http", "ws")}/documents`,
      encodeURIComponent(name),
      this.doc,
      {
        WebSocketPolyfill: webSocketOf(person.cookie) as unknown as typeof globalThis.WebSocket,
        disableBc: true,
        maxBackoffTime: 200,
      },
    );
    this.closed = new Promise((resolve) => {
      this.provider.once("closed", resolve);
    });
    const update = this.provider.messageHandlers[0];
    this.provider.messageHandlers[0] = (encoder, decoder, ...rest) => {
      const message = decoder.arr.slice(decoder.pos);
      this.heard.push(message);
      this.onHeard(message);
      update?.(encoder, decoder, ...rest);
    };
  }

  get body(): Y.XmlFragment {
    return this.doc.getXmlFragment(DOCUMENT_ROOT);
  }

  get content(): string {
    return this.body.toJSON();
  }

  async synced(): Promise<this> {
    await waitUntil(() => this.provider.synced, { what: "a synced editor" });
    return this;
  }

  /** Adds a paragraph. */
  write(text: string, at = this.body.length): Y.XmlText {
    const paragraph = new Y.XmlElement("paragraph");
    const node = new Y.XmlText(text);
    paragraph.insert(0, [node]);
    this.body.insert(at, [paragraph]);
    return node;
  }

  leave(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}
