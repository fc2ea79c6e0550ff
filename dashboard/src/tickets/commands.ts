import type { FormField, SlaClock, Step, TicketDetail, WorkOrder } from "@/api/types";
import type { GlyphName } from "@/parts/glyphs";

/** How a command's argument is entered. */
export type Entry = "text" | "reason" | "resolution" | "team" | "person" | "engineer" | "priority" | "instant" | "outcome" | "form" | "parts" | "files" | "ticket" | "line" | "place";

export interface Argument {
  name: string;
  entry: Entry;
  required?: boolean;
  /** Sent in place of nothing, where the server wants the argument even when it is empty. */
  empty?: unknown;
  /** What the ticket has already, to be corrected. */
  present?: (ticket: Pick<TicketDetail, "place" | "contact">) => unknown;
}

/** What the command is about: the whole ticket, one of its open steps, one of its visits, or one of its clocks. */
export type About = "ticket" | "step" | "workOrder" | "clock";

export interface CommandShape {
  command: string;
  about: About;
  arguments: readonly Argument[];
  glyph: GlyphName;
  /** Stands out as the natural next thing to do. */
  primary?: boolean;
  /** Done without asking first. */
  atOnce?: boolean;
  /** What else it does to the ticket as it stands. */
  besides?: (ticket: Pick<TicketDetail, "workOrders">) => "ticket.promiseGoes" | undefined;
  /** Hard to take back. */
  grave?: boolean;
}

const isPromised = ({ state }: WorkOrder) => state === "booked" || state === "accepted";

const reason: Argument = { name: "reason", entry: "text", required: true };

/** Every command a person can give, in the order in which the page offers them. */
export const commandShapes: readonly CommandShape[] = [
  { command: "reply", about: "ticket", glyph: "chat", primary: true, arguments: [{ name: "text", entry: "text", required: true }, { name: "files", entry: "files" }] },
  { command: "note", about: "ticket", glyph: "file", arguments: [{ name: "text", entry: "text", required: true }] },
  { command: "hold", about: "ticket", glyph: "pause", arguments: [{ name: "reason", entry: "reason", required: true }, { name: "until", entry: "instant" }] },
  { command: "resume", about: "ticket", glyph: "open", primary: true, arguments: [] },
  { command: "change-priority", about: "ticket", glyph: "up", arguments: [{ name: "priority", entry: "priority", required: true }, { name: "reason", entry: "text" }] },
  { command: "set-place", about: "ticket", glyph: "pin", besides: ({ workOrders }) => (workOrders.some(isPromised) ? "ticket.promiseGoes" : undefined), arguments: [
    { name: "address", entry: "line", present: ({ contact }) => contact?.address },
    { name: "place", entry: "place", required: true, present: ({ place }) => place && { longitude: place.longitude, latitude: place.latitude } },
  ] },
  { command: "resolve", about: "ticket", glyph: "check", arguments: [{ name: "resolution", entry: "resolution", required: true }, { name: "note", entry: "text" }] },
  { command: "reopen", about: "ticket", glyph: "refresh", arguments: [reason] },
  { command: "watch", about: "ticket", glyph: "bell", atOnce: true, arguments: [] },
  { command: "unwatch", about: "ticket", glyph: "bell", atOnce: true, arguments: [] },
  { command: "close", about: "ticket", glyph: "closed", arguments: [] },
  { command: "merge", about: "ticket", glyph: "merge", grave: true, arguments: [{ name: "into", entry: "ticket", required: true }] },
  { command: "cancel", about: "ticket", glyph: "cross", grave: true, arguments: [reason] },
  { command: "claim", about: "step", glyph: "person", primary: true, arguments: [] },
  { command: "assign", about: "step", glyph: "team", arguments: [{ name: "person", entry: "person", required: true }] },
  { command: "transfer", about: "step", glyph: "route", arguments: [{ name: "team", entry: "team", required: true }, reason] },
  { command: "complete-step", about: "step", glyph: "check", primary: true, arguments: [{ name: "outcome", entry: "outcome" }, { name: "data", entry: "form" }, { name: "note", entry: "text" }] },
  { command: "accept", about: "workOrder", glyph: "check", primary: true, arguments: [] },
  { command: "depart", about: "workOrder", glyph: "route", primary: true, arguments: [] },
  { command: "arrive", about: "workOrder", glyph: "pin", primary: true, arguments: [] },
  { command: "complete-visit", about: "workOrder", glyph: "check", primary: true, arguments: [{ name: "outcome", entry: "outcome" }, { name: "data", entry: "form" }, { name: "notes", entry: "text", required: true }, { name: "usedParts", entry: "parts", empty: [] }] },
  { command: "decline", about: "workOrder", glyph: "cross", arguments: [reason] },
  { command: "book-visit", about: "workOrder", glyph: "clock", primary: true, arguments: [{ name: "engineer", entry: "engineer" }] },
  { command: "acknowledge", about: "clock", glyph: "check", atOnce: true, arguments: [] },
];

const byCommand = new Map(commandShapes.map((shape) => [shape.command, shape]));
export const shapeOf = (command: string) => byCommand.get(command);

/** A command together with what it is given to. */
export interface Order {
  shape: CommandShape;
  step?: Step;
  workOrder?: WorkOrder;
  clock?: SlaClock;
}

/** A clock that has escalated and that nobody deals with yet. */
const isEscalated = ({ level, acknowledged, stoppedAt }: SlaClock) => level > 0 && !acknowledged && !stoppedAt;

const openStates = new Set(["waiting", "offered", "active"]);

/** States of a visit in which a command makes sense; the server has the last word. */
const visitStates: Record<string, readonly string[]> = {
  "book-visit": ["seeking", "unassigned", "booked", "accepted"],
  accept: ["booked", "confirmed"],
  depart: ["accepted"],
  arrive: ["departed", "accepted"],
  "complete-visit": ["arrived"],
  decline: ["booked", "confirmed", "accepted"],
};

export const fitsVisit = (command: string, { state }: Pick<WorkOrder, "state">) => visitStates[command]?.includes(state) ?? false;

export interface Reader {
  id: string;
  /** Teams that he is a member of. */
  teams: readonly string[];
}

/** Only a member of the step's team claims it, and nobody what he has already. */
const mayClaim = ({ team, assignee }: Step, { id, teams }: Reader) => assignee !== id && team !== undefined && teams.includes(team);

/** What the reader may do now, sorted by what it is done to. */
export function ordersOf(ticket: Pick<TicketDetail, "allowed" | "steps" | "workOrders" | "sla">, reader: Reader): Order[] {
  const allowed = commandShapes.filter(({ command }) => ticket.allowed.includes(command));
  return allowed.flatMap((shape): Order[] => {
    if (shape.about === "ticket") return [{ shape }];
    if (shape.about === "clock") return ticket.sla.filter(isEscalated).map((clock) => ({ shape, clock }));
    if (shape.about === "step") return ticket.steps.filter((step) => step.kind === "team" && openStates.has(step.state) && (shape.command !== "claim" || mayClaim(step, reader))).map((step) => ({ shape, step }));
    return ticket.workOrders.filter((workOrder) => fitsVisit(shape.command, workOrder))
      .map((workOrder) => ({ shape, workOrder, step: ticket.steps.find(({ instance, step }) => instance === workOrder.step || step === workOrder.step) }));
  });
}

/** Whether two orders are the same command to the same step, visit or clock. */
export const isSame = (a: Order, b: Order) =>
  a.shape.command === b.shape.command && a.step?.instance === b.step?.instance && a.workOrder?.id === b.workOrder?.id && a.clock?.target === b.clock?.target;

/** The body of a command: its target, and the arguments that were filled in. */
export function bodyOf({ shape, step, workOrder, clock }: Order, values: Record<string, unknown>): Record<string, unknown> {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== "" && value !== null
    && !(Array.isArray(value) && value.length === 0) && !(isPlain(value) && Object.keys(value).length === 0));
  return {
    ...(shape.about === "step" && step ? { step: step.instance } : {}),
    ...(shape.about === "workOrder" && workOrder ? { workOrder: workOrder.id } : {}),
    ...(shape.about === "clock" && clock ? { clock: clock.target } : {}),
    ...Object.fromEntries(shape.arguments.flatMap(({ name, empty }) => (empty === undefined ? [] : [[name, empty]]))),
    ...Object.fromEntries(filled),
  };
}

/** Fields of the step's form that must be filled in and are not. */
export const missingFields = (form: readonly FormField[], values: Record<string, unknown> = {}) =>
  form.filter(({ field, type, required }) => required && type !== "boolean" && [undefined, null, ""].includes(values[field] as undefined));

const isPlain = (value: unknown): value is object => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
