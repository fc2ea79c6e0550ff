/** Tickets, and what is said and done about them. */

import type { Instant, LocalText, Money, Place, Priority, Status, Window } from "./basics";
import type { SlaClock } from "./sla";
import type { Step, WorkOrder } from "./steps";

export interface TicketListItem {
  id: string;
  number: string;
  status: Status;
  kind: string;
  channel: string;
  priority: Priority;
  team?: string;
  assignee?: string;
  engineer?: string;
  customer?: string;
  region?: string;
  zone?: string;
  createdAt: Instant;
  updatedAt: Instant;
  dueAt?: Instant;
  dueTarget?: string;
  breached: boolean;
  escalationLevel: number;
  orderNumber?: string;
  product?: string;
  externalRef?: string;
  amount?: Money;
  place?: Place;
  version: number;
}

export interface TicketDetail extends TicketListItem {
  org: string;
  kindName: LocalText;
  /** What the customer said or whom to reach was erased. */
  erased: boolean;
  customerName?: string;
  customerTier?: string;
  description?: string;
  contact?: { name?: string; phone?: string; email?: string; address?: string };
  serial?: string;
  data: Record<string, unknown>;
  files: FileInfo[];
  skills: { id: string; level: number }[];
  routing?: { rule: string; version: number; because: { field: string; op: string; value: unknown; actual: unknown }[] };
  flow?: { caseType: string; version: number; ended: boolean; resolution?: string };
  steps: Step[];
  workOrders: WorkOrder[];
  sla: SlaClock[];
  watchers: string[];
  /** Nothing goes on until the customer says something. */
  awaitsCustomer: boolean;
  /** IANA time zone of the site; absent without visits. */
  timeZone?: string;
  /** Code of the reason for which it is held, and when that ends by itself. */
  heldFor?: string;
  heldUntil?: Instant;
  mergedInto?: string;
  duplicateOf?: string;
  allowed: string[];
}

export interface TimelineItem {
  seq: number;
  at: Instant;
  kind: string;
  actor: string;
  actorName?: LocalText;
  onBehalfOf?: string;
  text: LocalText;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

export interface FileInfo {
  id: string;
  name: string;
  type: string;
  size: number;
}

export interface CreateTicket {
  kind: string;
  channel: string;
  externalRef?: string;
  customer?: { kind: string; value: string; name?: string };
  contact?: { name?: string; phone?: string; email?: string; address?: string };
  orderNumber?: string;
  product?: string;
  serial?: string;
  description?: string;
  amount?: Money;
  place?: Place & { system?: string };
  priority?: Priority;
  region?: string;
  files?: string[];
  data?: Record<string, string | number | boolean>;
  visitWindow?: Window;
  parts?: { part: string; quantity: number }[];
}

export interface TicketCreated {
  id: string;
  number: string;
  status: Status;
  team?: string;
  assignee?: string;
  priority: Priority;
  sla: { target: string; dueAt?: Instant; state: string }[];
}
