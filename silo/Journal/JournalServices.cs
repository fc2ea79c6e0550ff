using Dispatch.Silo.Feed;
using Dispatch.Silo.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Journal;

/// <summary>Registers the journal.</summary>
public static class JournalServices
{
    /// <summary>Adds the journal, its lists, its feed and the search index, which is kept up to date while the host runs. The database is opened and migrated on first use.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, JournalOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(provider => OpenedJournal.Open(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Observers);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Tickets);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Waiting);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Search);
        services.AddSingleton(provider =>
        {
            var opened = provider.GetRequiredService<OpenedJournal>();
            var feed = new ChangeFeed(opened.Journal, provider.GetRequiredService<TimeProvider>(), options.FeedPoll);
            opened.Observers.Add(feed);
            return feed;
        });
        services.AddSingleton<SearchIndexer>();
        services.AddHostedService<Follower>();
        return services;
    }

    /// <summary>Runs, beside the host, what follows the journal.</summary>
    private sealed class Follower(
        OpenedJournal opened, ChangeFeed feed, SearchIndexer indexer, TimeProvider time, ILogger<PostgresListener> log) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
            indexer.Run(stoppingToken),
            opened.Postgres is { } source ? new PostgresListener(source, feed, time, log).Run(stoppingToken) : Task.CompletedTask);
    }
}
