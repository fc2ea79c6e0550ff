import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Hub } from "./feed";

/** A wallboard has no person in front of it: it tries for ever, a little slower each time. */
const retryDelaysMs = [0, 1_000, 2_000, 5_000, 10_000];

/** Heartbeats come every two seconds, so a connection silent for this long is dead. */
const deadAfterMs = 12_000;

/** The connection to the board's hub. A display's token is passed on; a person's cookie goes by itself. */
export function boardHub(token?: string): Hub {
  const connection = new HubConnectionBuilder()
    .withUrl("/hubs/board", token ? { accessTokenFactory: () => token } : {})
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: ({ previousRetryCount }) =>
        retryDelaysMs[Math.min(previousRetryCount, retryDelaysMs.length - 1)] ?? 10_000,
    })
    .configureLogging(LogLevel.None)
    .build();
  connection.serverTimeoutInMilliseconds = deadAfterMs;
  return connection;
}
