using Dispatch.Api.Access;
using Dispatch.Api.World;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Board;

/// <summary><c>/hubs/board</c>: a snapshot, then deltas.</summary>
[Authorize(Policies.BoardRead)]
public sealed class BoardHub(BoardConnections connections, BoardPicture picture, EngineerViews engineers) : Hub
{
    /// <summary>Path of the hub.</summary>
    public const string Path = "/hubs/board";

    /// <summary>Starts or resumes: sends the deltas missed since a position where they are remembered, else a snapshot.</summary>
    [Authorize(Policies.BoardRead)]
    public Task Subscribe(BoardPosition? since = null)
    {
        var scope = Caller.Of(Context.User!).Org;
        connections.Subscribe(Context.ConnectionId, scope, since, picture, engineers);
        return Task.CompletedTask;
    }
}
