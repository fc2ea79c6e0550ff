using Dispatch.Api.Board;
using Dispatch.Api.Engineers;
using Dispatch.Api.Feeds;

namespace Dispatch.Api.World;

/// <summary>Registers the pictures that this process keeps of the journal.</summary>
public static class WorldSetup
{
    /// <summary>Adds the pictures and the reader that keeps them true. The board looks at the world, so the world follows first.</summary>
    public static void AddPictures(this IServiceCollection services)
    {
        services.AddSingleton<Positions>();
        services.AddSingleton<WorldPicture>();
        services.AddSingleton<EngineerViews>();
        services.AddSingleton<Names>();
        services.AddSingleton<Supplies>();
        services.AddSingleton<VisitCalendar>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<IFeedFollower>(provider => provider.GetRequiredService<WorldPicture>());
        services.AddSingleton<IFeedFollower>(provider => provider.GetRequiredService<BoardPicture>());
        services.AddSingleton<FeedReader>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedReader>());
    }
}
