import { describe, expect, test } from "vitest";
import { en } from "@/i18n/en";
import { zh } from "@/i18n/zh";

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, path = ""): Record<string, string> =>
  Object.assign({}, ...Object.entries(tree).map(([key, value]) => (typeof value === "string" ? { [path + key]: value } : flat(value, `${path}${key}.`))));

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join();
const [chinese, english] = [flat(zh), flat(en)];
const cjk = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

const sources = import.meta.glob<string>("../src/**/*.{vue,ts}", { query: "?raw", import: "default", eager: true });
const code = Object.entries(sources).filter(([path]) => !/\/i18n\/(zh|en)\.ts$/.test(path));
const templates = code.filter(([path]) => path.endsWith(".vue")).map(([path, source]) => [path, /<template>([^]*)<\/template>/.exec(source)?.[1] ?? ""] as const);

describe("the catalogues", () => {
  test("have the same keys", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  });

  test("use the same placeholders", () => {
    expect(Object.keys(chinese).filter((key) => placeholders(chinese[key]!) !== placeholders(english[key]!))).toEqual([]);
  });

  test("have no Chinese left in the English words, but for the name of the other language", () => {
    expect(Object.keys(english).filter((key) => cjk.test(english[key]!))).toEqual(["language.other"]);
  });
});

describe("the screens", () => {
  test("are all looked at", () => {
    expect(templates.length).toBeGreaterThan(15);
  });

  test("have no Chinese of their own", () => {
    expect(code.filter(([, source]) => cjk.test(source)).map(([path]) => path)).toEqual([]);
  });

  test("have no English words of their own", () => {
    const words = templates.flatMap(([path, template]) =>
      [...template.replace(/\{\{[^]*?\}\}/g, "").matchAll(/>([^<>]*[A-Za-z]{3,}[^<>]*)</g)].map(([, text]) => `${path}: ${text!.trim()}`));
    expect(words.filter((word) => !/=|"|&&|\|\|/.test(word))).toEqual([]);
  });

  test("only ask for texts that are there", () => {
    const asked = code.flatMap(([path, source]) => [...source.matchAll(/\bt\(\s*["']([\w.-]+)["']/g)].map(([, key]) => [path, key!] as const));
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(([, key]) => !(key in chinese))).toEqual([]);
  });

  test("never put markup together from text", () => {
    expect(code.filter(([, source]) => /v-html|innerHTML|insertAdjacentHTML/.test(source)).map(([path]) => path)).toEqual([]);
  });

  test("name no other host", () => {
    expect(code.filter(([, source]) => /["'`(](https?:)?\/\/[a-z0-9]/i.test(source.replaceAll("http://www.w3.org/2000/svg", ""))).map(([path]) => path)).toEqual([]);
  });
});
