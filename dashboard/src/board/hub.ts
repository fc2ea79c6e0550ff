import { hubAt } from "@/live/hub";
import type { Hub } from "./feed";

/** Heartbeats come every two seconds, so a connection silent for this long is dead. */
const deadAfterMs = 12_000;

/** The connection to the board's hub. */
export const boardHub = (token?: string): Hub => hubAt("/hubs/board", deadAfterMs, token);
