using Dispatch.Api.Requests;
using Dispatch.Api.Teams;
using Dispatch.Api.World;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Board;

/// <summary>Registers the live board.</summary>
public static class BoardSetup
{
    private const int MaxMessage = 4 * 1024;

    /// <summary>Adds picture, connections, publisher and hub.</summary>
    public static void AddBoard(this IServiceCollection services)
    {
        services.AddSingleton<BoardPicture>();
        services.AddSingleton<ITeamQueues>(provider => provider.GetRequiredService<BoardPicture>());
        services.AddSingleton<ITicketNumbers>(provider => provider.GetRequiredService<BoardPicture>());
        services.AddSingleton<BoardConnections>();
        services.AddSingleton<HubLifetimeManager<BoardHub>>(provider => provider.GetRequiredService<BoardConnections>());
        services.AddHostedService<BoardPublisher>();
        services.AddSignalR(hub => (hub.MaximumReceiveMessageSize, hub.EnableDetailedErrors) = (MaxMessage, false))
            .AddJsonProtocol(json => json.PayloadSerializerOptions = ApiJson.Options);
    }
}
