import { computed } from "vue";
import { createI18n, useI18n } from "vue-i18n";
import type { Language, LocalText } from "@/api/types";
import { en } from "./en";
import { zh } from "./zh";

const storedUnder = "dispatch.language";

export const i18n = createI18n({ legacy: false, locale: initialLanguage(), fallbackLocale: "zh", messages: { zh, en } });
announce(i18n.global.locale.value);

/** Switches every text on the page at once, and remembers it on this device. */
export function setLanguage(language: Language) {
  speak(language);
  try {
    localStorage.setItem(storedUnder, language);
  } catch {
    // A display in private mode keeps nothing; the language still holds for this page.
  }
}

/** The language that the browser asks for first among ours, while nobody chose one here; Chinese where it asks for neither. */
export function followBrowser(asked: readonly string[] = navigator.languages) {
  if (!languageWasChosen()) speak(asked.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag): tag is Language => tag === "zh" || tag === "en") ?? "zh");
}

function speak(language: Language) {
  i18n.global.locale.value = language;
  announce(language);
}

export function currentLanguage(): Language {
  return i18n.global.locale.value;
}

/** True when somebody chose a language on this device or in the address. */
export function languageWasChosen(): boolean {
  return chosenLanguage() !== undefined;
}

/** Texts of the catalogue (`t`), texts of the server (`text`) and names of codes (`name`), in the present language. */
export function useTexts() {
  const { t, te } = useI18n();
  const language = computed(currentLanguage);
  const text = (value: LocalText | string | undefined): string =>
    value === undefined ? "" : typeof value === "string" ? value : value[language.value] || value.zh || value.en;
  /** The catalogue's word for a code such as a status or a kind; the code itself when the catalogue has none. */
  const name = (group: string, code: string | undefined): string =>
    code === undefined ? "" : te(`${group}.${code}`, "zh") ? t(`${group}.${code}`) : code;
  /** The name of an SLA target; the clock of a step carries the step's instance after a slash. */
  const target = (key: string | undefined) => name("target", key?.split("/")[0]);
  return { t, text, name, target, language };
}

function initialLanguage(): Language {
  return chosenLanguage() ?? "zh";
}

function chosenLanguage(): Language | undefined {
  if (typeof location === "undefined") return undefined;
  const asked = new URLSearchParams(location.search).get("lang") ?? stored();
  return asked === "zh" || asked === "en" ? asked : undefined;
}

function stored(): string | null {
  try {
    return localStorage.getItem(storedUnder);
  } catch {
    return null;
  }
}

function announce(language: Language) {
  if (typeof document !== "undefined") document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
