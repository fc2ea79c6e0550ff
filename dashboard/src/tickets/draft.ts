import type { CreateTicket, FileInfo, Priority } from "@/api/types";

/** A place as it is typed in: one figure may still be missing. */
export interface DraftPlace {
  longitude: number | undefined;
  latitude: number | undefined;
}

/** Whether both figures are there. */
export const isWhole = (place: DraftPlace | undefined): place is { longitude: number; latitude: number } =>
  typeof place?.longitude === "number" && typeof place.latitude === "number";

/** The form to open a ticket, as it is typed in: everything is there, most of it empty. */
export interface Draft {
  kind: string;
  channel: string;
  priority: Priority | "";
  description: string;
  orderNumber: string;
  product: string;
  serial: string;
  amount: number | undefined;
  customer: { kind: string; value: string; name: string };
  contact: { name: string; phone: string; email: string; address: string };
  place: DraftPlace;
  region: string;
  window: [Date, Date] | undefined;
  externalRef: string;
  files: FileInfo[];
}

/** Fields that the form shows a sentence beside, by their JSON path. */
export const draftFields = [
  "kind", "channel", "priority", "description", "orderNumber", "product", "serial", "amount", "customer.kind", "customer.value", "customer.name",
  "contact.name", "contact.phone", "contact.email", "contact.address", "place", "region", "visitWindow", "externalRef", "files", "customer", "contact",
] as const;

export const emptyDraft = (): Draft => ({
  kind: "", channel: "phone", priority: "", description: "", orderNumber: "", product: "", serial: "", amount: undefined,
  customer: { kind: "phone", value: "", name: "" }, contact: { name: "", phone: "", email: "", address: "" },
  place: { longitude: undefined, latitude: undefined }, region: "", window: undefined, externalRef: "", files: [],
});

/** Only what was filled in; amounts in minor units, instants in UTC. */
export function requestOf(draft: Draft): CreateTicket {
  const { customer, contact, place, amount, window, files } = draft;
  const word = (value: string) => value.trim() || undefined;
  return {
    kind: draft.kind,
    channel: draft.channel,
    externalRef: word(draft.externalRef),
    customer: word(customer.value) ? { kind: customer.kind, value: customer.value.trim(), name: word(customer.name) } : undefined,
    contact: Object.values(contact).some(word) ? { name: word(contact.name), phone: word(contact.phone), email: word(contact.email), address: word(contact.address) } : undefined,
    orderNumber: word(draft.orderNumber),
    product: word(draft.product),
    serial: word(draft.serial),
    description: word(draft.description),
    amount: amount === undefined || amount === null ? undefined : { minor: Math.round(amount * 100), currency: "CNY" },
    place: isWhole(place) ? { longitude: place.longitude, latitude: place.latitude } : undefined,
    priority: draft.priority || undefined,
    region: word(draft.region),
    files: files.length ? files.map(({ id }) => id) : undefined,
    visitWindow: window ? { from: window[0].toISOString(), to: window[1].toISOString() } : undefined,
  };
}
