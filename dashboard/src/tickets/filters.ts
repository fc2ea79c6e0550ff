import type { LocationQuery } from "vue-router";
import type { Query } from "@/api/client";

/** What the list is narrowed to. It lives in the address, so that a list can be shared and the back button works. */
export interface TicketFilters {
  status: string;
  team: string;
  kind: string;
  priority: string;
  breached: boolean;
  view: string;
  q: string;
  sort: string;
}

/** The views that the service knows, in the order in which the filter bar offers them. */
export const views = ["mine", "my-team", "unassigned", "due-soon", "breached"] as const;
export const sorts = ["-created", "due", "created"] as const;
/** Stands for every status in which somebody still has to work. */
export const unfinished = "unfinished";
const unfinishedStatuses = ["new", "open", "pending"];
export const none: TicketFilters = { status: "", team: "", kind: "", priority: "", breached: false, view: "", q: "", sort: "-created" };

const one = (value: LocationQuery[string] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

export function filtersOf(query: LocationQuery): TicketFilters {
  const sort = one(query.sort);
  return {
    status: one(query.status), team: one(query.team), kind: one(query.kind), priority: one(query.priority), breached: one(query.breached) === "true", view: (views as readonly string[]).includes(one(query.view)) ? one(query.view) : "", q: one(query.q),
    sort: (sorts as readonly string[]).includes(sort) ? sort : none.sort,
  };
}

/** Only what differs from the plain list, for the address. */
export function addressOf(filters: TicketFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters)
    .filter(([name, value]) => value !== none[name as keyof TicketFilters])
    .map(([name, value]) => [name, String(value)]));
}

export const isNarrowed = ({ sort: _, ...rest }: TicketFilters) => Object.values(rest).some(Boolean);

export const queryOf = (filters: TicketFilters, limit: number, cursor?: string): Query => ({
  ...filters,
  status: filters.status === unfinished ? unfinishedStatuses : filters.status,
  q: filters.q.trim(),
  limit,
  cursor,
});
