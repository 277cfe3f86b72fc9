import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fitIdeas } from "../../server/imports/fitIdea.ts";
import { readIdeaSets } from "../../server/imports/readIdeaSets.ts";
import { Remarks } from "../../server/imports/remarks.ts";
import { stateOfTree } from "../../server/documents/writeTree.ts";
import { treeOfState } from "../../server/documents/readTree.ts";
import { treeOfProse } from "../../server/documents/treeOfProse.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { deriveText } from "../../server/ideas/derivedText.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { plainText } from "../../server/ideas/plainText.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");
const isThere = existsSync(DATA);
if (!isThere) {
  console.warn(`${DATA} is not there: texts of real ideas are not tested`);
}

/** Addresses stand in texts, behind words or behind words that are images. */
const lettersOf = (text: string): string =>
  text.replaceAll(/https?:[^\s)]*/g, "").replaceAll(/[^\p{L}\p{N}]+/gu, "");

const derivedText = deriveText(markdownOfTree);

describe.skipIf(!isThere)("the texts of real ideas", () => {
  test.each(["opengov-dialogue", "decide-madrid", "meta-history-se", "polis/vtaiwan.uberx"])(
    "of %s come back from a document as they were, in one form [I11]",
    async (folder) => {
      const remarks = new Remarks();
      const found = await readIdeaSets({ path: join(DATA, folder), remarks });
      const ideas = found.flatMap(({ set }) => [
        ...fitIdeas({ remarks, now: new Date() }, set.ideas),
      ]);
      const bodies = ideas.map(({ body }) => body).filter((body) => body !== "");
      const every = Math.ceil(bodies.length / 20);
      const sample = bodies.filter((_, at) => at % every === 0);

      for (const body of sample) {
        const tree = treeOfState(stateOfTree(treeOfProse(body), 1));
        const { text } = await derivedText(tree);
        const again = treeOfProse(text);
        expect(again).toEqual(tree);
        expect((await derivedText(again)).text).toBe(text);
        // All words are there, in their order.
        expect(lettersOf(textOfTree(tree))).toBe(
          lettersOf(textOfTree(treeOfProse(plainText(body)))),
        );
      }
    },
  );
});
