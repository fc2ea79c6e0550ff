using System.Collections.Concurrent;
using Dispatch.Api.World;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Dispatch.Api.Board;

/// <summary>The connected boards. A message is serialised once for all boards of a scope; a board that cannot keep up misses deltas, notices the gap and asks anew.</summary>
public sealed class BoardConnections(ILogger<DefaultHubLifetimeManager<BoardHub>> log) : DefaultHubLifetimeManager<BoardHub>(log)
{
    /// <summary>Messages that may wait for one board.</summary>
    private const int MaxWaiting = 20;

    private readonly ConcurrentDictionary<string, Board> boards = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private (BoardSnapshot Snapshot, SerializedHubMessage Message)? lastSnapshot;

    /// <summary>Boards that are connected.</summary>
    public int Count => boards.Count;

    /// <summary>Scopes that somebody looks at.</summary>
    public IEnumerable<string> Scopes => boards.Values.Select(board => board.Scope).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <inheritdoc />
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        boards[connection.ConnectionId] = new(connection);
        return base.OnConnectedAsync(connection);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        boards.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Sends a board what it lacks and everything that follows. No delta can slip in between: both take the same lock.</summary>
    public void Subscribe(string connectionId, string scope, BoardPosition? since, BoardPicture picture, EngineerViews engineers)
    {
        if (!boards.TryGetValue(connectionId, out var board))
            return;
        lock (gate)
        {
            board.Scope = scope;
            if (since is not null && picture.Since(scope, since) is { } missed)
            {
                foreach (var delta in missed)
                    board.Send(Message("delta", delta));
                return;
            }
            board.Send(SnapshotOf(scope, picture, engineers));
        }
    }

    /// <summary>Sends the deltas of all streams.</summary>
    public void Publish(BoardPicture picture, EngineerViews engineers)
    {
        lock (gate)
        {
            foreach (var (scope, delta) in picture.TakeDeltas(engineers))
                SendTo(scope, Message("delta", delta));
        }
    }

    /// <summary>Sends a sign of life to every board.</summary>
    public void Beat(BoardPicture picture)
    {
        lock (gate)
        {
            foreach (var scope in Scopes)
                SendTo(scope, Message("heartbeat", picture.Beat(scope)));
        }
    }

    private SerializedHubMessage SnapshotOf(string scope, BoardPicture picture, EngineerViews engineers)
    {
        // Many boards that connect at once, as after a restart, share one snapshot.
        var beat = picture.Beat(scope);
        if (lastSnapshot is { } last && last.Snapshot.Seq == beat.Seq && last.Snapshot.Stream == picture.StreamName(scope))
            return last.Message;
        var snapshot = picture.Snapshot(scope, engineers);
        var message = Message("snapshot", snapshot);
        lastSnapshot = (snapshot, message);
        return message;
    }

    private void SendTo(string scope, SerializedHubMessage message)
    {
        foreach (var board in boards.Values)
        {
            if (board.Scope == scope)
                board.Send(message);
        }
    }

    private static SerializedHubMessage Message(string method, object argument) => new(new InvocationMessage(method, [argument]));

    private sealed class Board(HubConnectionContext connection)
    {
        private int waiting;

        public string? Scope { get; set; }

        /// <summary>Sends unless too much is waiting already: then the board misses this message, and sees it by the gap.</summary>
        public void Send(SerializedHubMessage message)
        {
            if (Volatile.Read(ref waiting) >= MaxWaiting)
                return;
            var writing = connection.WriteAsync(message, connection.ConnectionAborted);
            if (writing.IsCompletedSuccessfully)
                return;
            Interlocked.Increment(ref waiting);
            _ = Finish(writing);
        }

        private async Task Finish(ValueTask writing)
        {
            try
            {
                await writing;
            }
            catch (Exception closed) when (closed is OperationCanceledException or IOException or InvalidOperationException)
            {
                // The board is gone; its disconnection tidies up.
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }
    }
}
