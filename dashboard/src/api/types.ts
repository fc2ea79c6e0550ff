/** What the server sends and takes: camelCase JSON, instants as RFC 3339 UTC strings, absent instead of null. */

export type Language = "zh" | "en";
export type LocalText = Record<Language, string>;
export type Instant = string;

export type Role = "admin" | "manager" | "dispatcher" | "agent" | "engineer" | "warehouse" | "finance" | "display" | "customer";
export type Status = "new" | "open" | "pending" | "resolved" | "closed" | "cancelled" | "merged";
export type Priority = "low" | "normal" | "high" | "urgent";

export interface User {
  id: string;
  name: string | LocalText;
  roles: Role[];
  org: string;
  team?: string;
  engineer?: string;
  /** The one ticket that a customer's link opens. */
  ticket?: string;
  language?: Language;
}

export interface DemoUser {
  id: string;
  name: string | LocalText;
  role: Role;
  title: LocalText;
}

export interface Session {
  user?: User;
  demo: boolean;
  company: LocalText;
  demoUsers?: DemoUser[];
  version: string;
  /** The server's clock where it runs at a pace of its own, as in a replay. */
  clock?: { at: Instant; speed: number };
}

/** WGS-84 degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

export interface Money {
  minor: number;
  currency: string;
}

export interface Window {
  from: Instant;
  to: Instant;
}

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

export type FieldType = "text" | "number" | "integer" | "money" | "boolean" | "instant" | "choice" | "textSet" | "place";

/** Something to choose: a bare code, or a code with words. */
export type Option = string | { id: string; label?: LocalText; name?: LocalText };

export interface FormField {
  field: string;
  label: LocalText;
  type: FieldType;
  required: boolean;
  options?: Option[];
}

export interface Step {
  instance: string;
  step: string;
  name: LocalText;
  kind: "team" | "visit" | "wait";
  state: "waiting" | "offered" | "active" | "done" | "cancelled";
  team?: string;
  assignee?: string;
  openedAt: Instant;
  dueAt?: Instant;
  outcomes?: Option[];
  form?: FormField[];
  workOrder?: string;
}

/** How far a visit is: of a work order, or (`held`, `confirmed`) of a place in an engineer's day. */
export type WorkOrderState = "seeking" | "unassigned" | "held" | "booked" | "confirmed" | "accepted" | "departed" | "arrived" | "done" | "cancelled";

export interface WorkOrder {
  id: string;
  step: string;
  state: WorkOrderState;
  engineer?: string;
  window?: Window;
  arrival?: Instant;
  end?: Instant;
  acceptBy?: Instant;
  parts: { part: string; quantity: number; warehouse?: string }[];
  unassigned?: { at: Instant; reasons: { engineer: string; code: string; text: LocalText }[] };
}

export interface SlaClock {
  target: string;
  metric: string;
  name: LocalText;
  state: "running" | "paused" | "met" | "breached" | "cancelled";
  startedAt: Instant;
  dueAt?: Instant;
  stoppedAt?: Instant;
  budgetMinutes: number;
  usedMinutes: number;
  /** Absent when the flow set the limit itself. */
  policy?: string;
  policyVersion?: number;
  /** Absent when all time counts. */
  calendar?: string;
  /** Absent when it is the calendar's own. */
  timeZone?: string;
  /** Absent while it runs. */
  pausedFor?: LocalText;
  nextAt?: Instant;
  nextKind?: "warning" | "breach" | "level";
  nextLevel?: number;
  warnings: number;
  level: number;
  /** Somebody deals with what escalated. */
  acknowledged: boolean;
}

export interface SlaProof extends SlaClock {
  counted: (Window & { minutes: number })[];
  paused: (Window & { minutes: number; reason?: string })[];
}

export interface TicketDetail extends TicketListItem {
  org: string;
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
  onBehalfOf?: string;
  text: LocalText;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

export interface Notice {
  id: string;
  at: Instant;
  kind: string;
  text: LocalText;
  level: "info" | "warn" | "alert";
  ticket: string;
  number: string;
  /** How many alerts it stands for; ticket and number are those of the first. */
  count: number;
  dueAt?: Instant;
  readAt?: Instant;
}

export interface NoticeList {
  items: Notice[];
  unread: number;
  next?: string;
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

export type Presence = "onShift" | "offShift" | "absent";

export interface NextJob {
  ticket: string;
  number?: string;
  workOrder: string;
  start: Instant;
  end: Instant;
  state: WorkOrderState;
}

export interface Engineer {
  id: string;
  name: LocalText;
  org: string;
  skills: { id: string; level: number }[];
  zones: string[];
  home?: Place;
  position?: Place & { at: Instant };
  presence: Presence;
  shift?: Window;
  load: number;
  next?: NextJob;
}

export interface Visit {
  ticket: string;
  number?: string;
  workOrder: string;
  start: Instant;
  end: Instant;
  travelMinutes?: number;
  place?: Place;
  state: WorkOrderState;
  acceptBy?: Instant;
}

export interface Plan {
  date: string;
  visits: Visit[];
}

export interface TeamMember {
  id: string;
  name: string | LocalText;
  skills: { id: string; level: number }[];
  capacity: number;
  presence: "present" | "absent";
  load: number;
}

export interface Team {
  id: string;
  name: LocalText;
  org: string;
  parent?: string;
  lead?: string;
  members: TeamMember[];
  waiting: number;
}

export type Ring = [number, number][];

export interface Zone {
  id: string;
  name: LocalText;
  polygon: { type: "Polygon"; coordinates: Ring[] } | { type: "MultiPolygon"; coordinates: Ring[][] };
}

export interface Warehouse {
  id: string;
  name: LocalText;
  place?: Place;
  stock: { part: string; name?: LocalText; onHand: number; reserved: number }[];
}

export interface Document<Body> {
  kind: string;
  id: string;
  version: number;
  body: Body;
}

/** Whole minutes, or a day that is meant. */
export type Budget =
  | number
  | { type: "span"; seconds: number }
  | { type: "dayLengths"; days: number }
  | { type: "workingDays"; days: number }
  | { type: "months"; months: number }
  | { type: "until"; workingDays: number; time: string };

export type SlaWarning = { type: "before" | "after"; minutes: number; notify: string[] } | { type: "percent"; percent: number; notify: string[] };

export type EscalationAction = { type: "notify"; whom: string[] } | { type: string; [member: string]: unknown };

export interface EscalationLevel {
  offsetMinutes: number;
  actions: EscalationAction[];
  [member: string]: unknown;
}

export interface SlaTarget {
  id: string;
  metric: string;
  time?: "working" | "elapsed";
  calendar?: string;
  budgets: Partial<Record<Priority, Budget>>;
  warnings?: SlaWarning[];
  escalation?: EscalationLevel[];
  [member: string]: unknown;
}

export interface SlaPolicy {
  id: string;
  name: LocalText;
  order: number;
  calendar?: string;
  alsoWithin?: string[];
  zone?: string;
  condition?: unknown;
  targets: SlaTarget[];
}

export interface Rollout {
  kind: string;
  id: string;
  version: number;
  state: "running" | "finished" | "superseded";
  open: number;
  lookedAt: number;
  changed: number;
  moved: number;
  breached: number;
  progress: number;
  startedAt: Instant;
  finishedAt?: Instant;
}

export interface TrialExample {
  ticket: string;
  number: string;
  clock: string;
  metric: string;
  breaches: boolean;
  oldDueAt?: Instant;
  newDueAt?: Instant;
  oldState?: SlaClock["state"];
  newState?: SlaClock["state"];
}

/** What publishing a policy would do to the tickets that are open. */
export interface Trial {
  lookedAt: number;
  open: number;
  limit: number;
  changed: number;
  moved: number;
  breached: number;
  before: Partial<Record<SlaClock["state"], number>>;
  after: Partial<Record<SlaClock["state"], number>>;
  examples: TrialExample[];
}

export interface Page<Item> {
  items: Item[];
  next?: string;
}

export interface BoardTotals {
  openByStatus: Record<string, number>;
  openByTeam: Record<string, number>;
  breached: number;
  /** Due in less than 30 minutes. */
  dueSoon: number;
  /** 60 buckets of one minute, newest last. */
  createdLastHour: number[];
  resolvedToday: number;
}

export interface BoardTeam {
  id: string;
  name: LocalText;
  waiting: number;
  active: number;
  members: number;
  present: number;
  capacity: number;
}

export interface BoardEngineer {
  id: string;
  name: LocalText;
  place?: Place;
  presence: Presence;
  load: number;
  next?: NextJob;
}

export type Level = "info" | "warn" | "alert";

export interface TickerItem {
  seq: number;
  at: Instant;
  kind: string;
  ticket?: string;
  number?: string;
  text: LocalText;
  level: Level;
}

/** A ticket as boards show it: nothing that leads to the customer, and its place to about a hundred metres. */
export type BoardTicket = Omit<TicketListItem, "channel" | "customer" | "region" | "orderNumber" | "product" | "externalRef" | "amount">;

export interface BoardSnapshot {
  stream: string;
  seq: number;
  at: Instant;
  rows: BoardTicket[];
  totals: BoardTotals;
  teams: BoardTeam[];
  engineers: BoardEngineer[];
  zones: Zone[];
  ticker: TickerItem[];
  /** Seconds that pass on the server's clock in one of this device's; absent for an ordinary clock. */
  speed?: number;
}

export interface BoardDelta {
  stream: string;
  prev: number;
  seq: number;
  at: Instant;
  rows?: BoardTicket[];
  gone?: string[];
  totals?: BoardTotals;
  teams?: BoardTeam[];
  engineers?: BoardEngineer[];
  ticker?: TickerItem[];
}

export interface Heartbeat {
  stream: string;
  seq: number;
  at: Instant;
  speed?: number;
}

export type ClusterRole = "both" | "silo" | "api";

/** A process. Times are its own machine's, numbers of events the journal's. */
export interface ClusterMember {
  name: string;
  role: ClusterRole;
  version: string;
  /** It fell silent without saying that it leaves. */
  lost: boolean;
  address: string;
  since: Instant;
  lastSeen: Instant;
  clockSkewMs: number;
  followedTo: number;
  behind: number;
  behindSeconds: number;
}

export interface ClusterState {
  id: string;
  engine: string;
  at: Instant;
  head: number;
  outbox: { waiting: number; tried: number; dueSince?: Instant };
  members: ClusterMember[];
  /** Empty when the silos did not tell in time. */
  grains: { type: string; silo: string; count: number }[];
  /** One share, called `all`, where one process has the whole clock. */
  clock: { id: string; silo?: string }[];
  findings: { level: Level; text: string; remedy: string }[];
}
