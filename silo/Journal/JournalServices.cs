using Dispatch.Silo.Cluster;
using Dispatch.Silo.Feed;
using Dispatch.Silo.Notices;
using Dispatch.Silo.Outbox;
using Dispatch.Silo.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Journal;

/// <summary>Registers the journal.</summary>
public static class JournalServices
{
    /// <summary>Adds the journal, its lists and its feed; and while the host runs, the search index is kept up to date and the outbox is sent.</summary>
    /// <remarks>The database is opened and migrated on first use. Channels out of the system are registered as <see cref="IOutboxChannel"/>.</remarks>
    public static IServiceCollection AddJournal(this IServiceCollection services, JournalOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(provider => OpenedJournal.Open(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Observers);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Tickets);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Waiting);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().OpenTickets);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Search);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Outbox);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Backlog);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Keys);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Outcomes);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().OutcomeReports);
        services.AddSingleton<INoticeStore>(provider => provider.GetRequiredService<OpenedJournal>().Notices);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Texts);
        services.AddSingleton<ISweeper>(provider => provider.GetRequiredService<OpenedJournal>().Notices);
        services.AddSingleton<ISweeper>(provider => provider.GetRequiredService<OpenedJournal>().Archive);
        services.AddSingleton(provider =>
        {
            var opened = provider.GetRequiredService<OpenedJournal>();
            var feed = new ChangeFeed(opened.Journal, provider.GetRequiredService<TimeProvider>(), options.FeedPoll);
            opened.Observers.Add(feed);
            return feed;
        });
        services.AddSingleton<Turns>();
        services.AddSingleton<SearchIndexer>();
        services.AddSingleton<NoticeNews>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<Sweeping>();
        services.AddHostedService<Follower>();
        return services;
    }

    /// <summary>Runs, beside the host, what follows the journal.</summary>
    private sealed class Follower(
        OpenedJournal opened, ChangeFeed feed, SearchIndexer indexer, OutboxSender sender, Sweeping sweeping, NoticeNews notices, TimeProvider time,
        ILogger<PostgresListener> log) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
            indexer.Run(stoppingToken),
            sender.Run(stoppingToken),
            sweeping.Run(stoppingToken),
            opened.Postgres is { } source ? new PostgresListener(source, feed, notices, time, log).Run(stoppingToken) : Task.CompletedTask);
    }
}
