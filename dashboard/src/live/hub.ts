import { HubConnectionBuilder, LogLevel, type HubConnection } from "@microsoft/signalr";

/** A screen may have nobody in front of it: it tries for ever, a little slower each time. */
const retryDelaysMs = [0, 1_000, 2_000, 5_000, 10_000];

/** A connection to a hub of the server. A display's token is passed on; a person's cookie goes by itself. */
export function hubAt(path: string, deadAfterMs: number, token?: string): HubConnection {
  const connection = new HubConnectionBuilder()
    .withUrl(path, token ? { accessTokenFactory: () => token } : {})
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: ({ previousRetryCount }) =>
        retryDelaysMs[Math.min(previousRetryCount, retryDelaysMs.length - 1)] ?? 10_000,
    })
    .configureLogging(LogLevel.None)
    .build();
  connection.serverTimeoutInMilliseconds = deadAfterMs;
  return connection;
}
