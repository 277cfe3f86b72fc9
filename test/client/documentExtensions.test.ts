import { getSchema } from "@tiptap/core";
import { Fragment, type ContentMatch, type NodeType } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { documentExtensions } from "../../client/documents/documentExtensions.ts";
import {
  documentContent,
  documentMarks,
  documentNodes,
} from "../../shared/documents/documentSchema.ts";

const schema = getSchema(documentExtensions);

/** The names of all nodes that may be somewhere in a node. */
const within = (type: NodeType): string[] => {
  const names = new Set<string>();
  const seen = new Set<ContentMatch>();
  const walk = (match: ContentMatch) => {
    if (seen.has(match)) {
      return;
    }
    seen.add(match);
    for (let edge = 0; edge < match.edgeCount; edge += 1) {
      const { type, next } = match.edge(edge);
      names.add(type.name);
      walk(next);
    }
  };
  walk(type.contentMatch);
  return [...names].toSorted();
};

const node = (name: string) => {
  const type = schema.nodes[name];
  if (!type) {
    throw new Error(`The editor has no node ${name}`);
  }
  return type;
};

const names = (record: object) => Object.keys(record).toSorted();

describe("the editor's schema", () => {
  test("has the nodes and marks of a document, and no others [C23]", () => {
    expect(names(schema.nodes)).toEqual([...names(documentNodes), "doc", "text"].toSorted());
    expect(names(schema.marks)).toEqual(names(documentMarks));
    expect(within(node("doc"))).toEqual([...documentContent].toSorted());
  });

  test.each(Object.entries(documentNodes))("shows %s whichever it holds [C38]", (name, rule) => {
    for (const inner of rule.content) {
      const child = inner === "text" ? schema.text("x") : node(inner).createAndFill();
      expect([inner, node(name).validContent(Fragment.from(child))]).toEqual([inner, true]);
    }
  });

  test.each(Object.entries(documentNodes))("lets %s be what it may [C23]", (name, rule) => {
    const type = node(name);
    expect(names(type.spec.attrs ?? {})).toEqual(names(rule.attributes));
    expect(within(type)).toEqual([...rule.content].toSorted());
    if (rule.content.some((inner) => inner === "text")) {
      const marks = "isPlain" in rule ? [] : Object.values(schema.marks);
      expect(Object.values(schema.marks).filter((mark) => type.allowsMarkType(mark))).toEqual(
        marks,
      );
    }
  });

  test.each(Object.entries(documentMarks))(
    "gives %s the attributes it may have [C23]",
    (name, rule) => {
      expect(names(schema.marks[name]?.spec.attrs ?? {})).toEqual(names(rule));
    },
  );
});
