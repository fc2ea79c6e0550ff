import type { Money } from "@/api/types";
import { useTexts } from "@/i18n";
import { useNames } from "@/session/names";
import { dateTime, money } from "@/time/format";
import { optionsOf } from "./options";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** A value of a field, a condition or a change, in words. */
export function useValueWords() {
  const { t, text, name, language } = useTexts();
  const names = useNames();

  /** A field that a case type added; tickets carry it with and without its prefix. */
  const ownField = (field: string) => names.world.fields.get(field) ?? names.world.fields.get(`data.${field}`);

  function words(field: string, value: unknown): string {
    if (value === undefined || value === null || value === "") return t("common.none");
    if (typeof value === "boolean") return value ? t("common.yes") : t("common.no");
    if (Array.isArray(value)) return value.map((item) => words(field, item)).join(t("common.separator")) || t("common.none");
    if (isMoney(value)) return money(value, language.value);
    if (typeof value === "object") return JSON.stringify(value);
    const code = String(value);
    if (instant.test(code)) return dateTime(code, language.value);
    return byField(field, code);
  }

  function byField(field: string, code: string): string {
    switch (field) {
      case "team": return names.teamName(code);
      case "assignee": case "person": case "actor": return names.personName(code);
      case "engineer": return names.engineerName(code);
      case "zone": return names.zoneName(code);
      case "kind": return names.kindName(code);
      default: return optionsOf(ownField(field)?.options, text).find(({ id }) => id === code)?.label ?? name(field, code);
    }
  }

  /** The catalogue's word for a field of a ticket; its id when there is none. */
  function fieldName(field: string): string {
    const own = text(ownField(field)?.label);
    return own || ["ticket", "tickets", "field"].map((group) => name(group, field)).find((word) => word !== field) || field;
  }

  return { words, fieldName };
}

const isMoney = (value: unknown): value is Money =>
  typeof value === "object" && value !== null && typeof (value as Money).minor === "number" && typeof (value as Money).currency === "string";
