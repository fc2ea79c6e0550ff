/** Who is signed in. */

import type { Instant, Language, LocalText } from "./basics";

export type Role = "admin" | "manager" | "dispatcher" | "agent" | "engineer" | "warehouse" | "finance" | "display" | "customer";

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
