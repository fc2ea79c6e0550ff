import { shallowReactive } from "vue";
import type { Document, Engineer, LocalText, Option, Team, Warehouse, Zone } from "@/api/types";
import { useTexts } from "@/i18n";
import { api, useSession } from "./session";

type Names = Map<string, LocalText | string>;

interface Field {
  id: string;
  label?: LocalText;
  options?: Option[];
}

/** A document of configuration that has a name. */
type Named = Document<{ name?: LocalText }>;

interface CaseType {
  name?: LocalText;
  fields?: Field[];
}

const world = shallowReactive({
  teams: [] as readonly Team[],
  engineers: [] as readonly Engineer[],
  zones: [] as readonly Zone[],
  kinds: new Map() as Names,
  rules: new Map() as Names,
  policies: new Map() as Names,
  calendars: new Map() as Names,
  people: new Map() as Names,
  parts: new Map() as Names,
  warehouses: new Map() as Names,
  fields: new Map() as Map<string, Field>,
});
const freshForMs = 60_000;
let loadedAt = 0;

/** What ids stand for. Who does not work here sees the bare ids. */
export function useNames() {
  const { text, name } = useTexts();
  const { session, isStaff } = useSession();
  const signedIn = (id: string) => [session.value?.user, ...(session.value?.demoUsers ?? [])].find((user) => user?.id === id)?.name;
  if (isStaff.value && Date.now() - loadedAt > freshForMs) {
    loadedAt = Date.now();
    void loadNames();
  }
  const found = (items: readonly { id: string; name: LocalText }[], id: string | undefined) => items.find((item) => item.id === id)?.name ?? id;
  return {
    world,
    teamName: (id: string | undefined) => text(found(world.teams, id)),
    engineerName: (id: string | undefined) => text(found(world.engineers, id)),
    zoneName: (id: string | undefined) => text(found(world.zones, id)),
    personName: (id: string | undefined) => (id === undefined ? "" : text(world.people.get(bare(id)) ?? signedIn(bare(id))) || name("actor", bare(id))),
    ruleName: (id: string) => text(world.rules.get(id) ?? id),
    policyName: (id: string) => text(world.policies.get(id) ?? id),
    calendarName: (id: string) => text(world.calendars.get(id) ?? id),
    partName: (id: string) => text(world.parts.get(id)) || name("part", id),
    warehouseName: (id: string) => text(world.warehouses.get(id) ?? id),
    kindName: (id: string | undefined) => (id !== undefined && world.kinds.has(id) ? text(world.kinds.get(id)) : name("kind", id)),
  };
}

/** `user:zhang-min` and `engineer/e1` name the same people as `zhang-min` and `e1`. */
const bare = (id: string) => id.replace(/^.*[:/]/, "");

async function loadNames() {
  const list = <Item>(path: string) => api.all<Item>(path).catch(() => [] as Item[]);
  const rules = await api.get<Document<{ rules?: { id: string; name?: LocalText }[] }>>("/api/routing-rules").catch(() => undefined);
  const [teams, engineers, zones, kinds, warehouses, policies, calendars] = await Promise.all([
    list<Team>("/api/teams"), list<Engineer>("/api/engineers"), list<Zone>("/api/zones"), list<Document<CaseType>>("/api/case-types"), list<Warehouse>("/api/warehouses"),
    list<Named>("/api/sla-policies"), list<Named>("/api/calendars"),
  ]);
  world.teams = teams;
  world.engineers = engineers;
  world.zones = zones;
  world.kinds = namesOf(kinds);
  world.policies = namesOf(policies);
  world.calendars = namesOf(calendars);
  world.fields = new Map(kinds.flatMap(({ body }) => body?.fields ?? []).map((field) => [field.id, field] as const));
  world.rules = new Map((rules?.body.rules ?? []).flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
  world.warehouses = new Map(warehouses.map(({ id, name }) => [id, name] as const));
  world.parts = new Map(warehouses.flatMap(({ stock }) => stock.map(({ part, name }) => [part, name ?? ""] as const)));
  world.people = new Map([
    ...engineers.map(({ id, name }) => [id, name] as const),
    ...teams.flatMap(({ members }) => members.map(({ id, name }) => [id, name] as const)),
  ]);
}

const namesOf = (documents: readonly Named[]): Names => new Map(documents.flatMap(({ id, body }) => (body?.name ? [[id, body.name] as const] : [])));

/** Another user may read other lists. */
export function forgetNames() {
  loadedAt = 0;
}
