using Dispatch.Configuration;
using Dispatch.Customers;
using Dispatch.Engineers;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Matching;
using Dispatch.Routing;
using Dispatch.Silo.Access;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Erasure;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Notices;
using Dispatch.Silo.Outbox;
using Dispatch.Silo.Outcomes;
using Dispatch.Silo.Webhooks;
using Dispatch.Sla;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tickets;
using Dispatch.Webhooks;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Hosting;

/// <summary>Everything that runs grains: journal, engine, clock, feed and the configuration they share.</summary>
public static class SiloSetup
{
    /// <summary>All kinds of configuration documents.</summary>
    public static ConfigurationSnapshot NoConfiguration => ConfigurationSnapshot.Of(
        FieldCatalogueKind.Instance, CaseTypes.Kind, RoutingRulesKind.Instance, CalendarKind.Instance, WebhookKind.Instance, SlaPolicyKind.Instance, DispatchPricesKind.Instance);

    /// <summary>What every process has, whether it runs grains or calls them: the journal, and what is known of configuration and zones.</summary>
    internal static void AddSharedServices(this IServiceCollection services, EngineOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Cluster);
        // First of all that starts: who is not admitted must not have touched anything.
        services.AddSingleton<ClusterMembership>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterMembership>());
        services.AddJournal(options.Journal);
        services.AddSingleton(provider => new ConfigurationCache(provider.GetRequiredService<IJournal>(), NoConfiguration));
        services.AddSingleton<IConfigurationSource>(provider => provider.GetRequiredService<ConfigurationCache>());
        services.AddSingleton<TicketRulesSource>();
        services.AddSingleton<PrincipalStore>();
        services.AddSingleton<PersonEraser>();
        services.AddSingleton<NoticeReceivers>();
        services.AddSingleton<ReceiverHours>();
        services.AddSingleton<IOutboxChannel, NoticeChannel>();
        services.AddSingleton<IOutboxChannel>(provider => new WebhookChannel(
            provider.GetRequiredService<IConfigurationSource>(), WebhookClient.Create(options.Webhooks), options.Webhooks, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ZoneMapCache>();
        services.AddSingleton<TicketNumbers>();
        services.AddSingleton<ClusterSurvey>();
    }

    /// <summary>Keeps what is known at the journal's head, from before the process counts as started.</summary>
    internal static void AddFollowers(this IServiceCollection services)
    {
        services.AddHostedService<FeedFollower>();
        // After the configuration that it reads by.
        services.AddSingleton<OutcomeRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<OutcomeRecorder>());
    }

    /// <summary>What grains need of the process that runs them.</summary>
    internal static void AddGrainServices(this IServiceCollection services, EngineOptions options)
    {
        services.AddSingleton(provider => new EntityContext(
            provider.GetRequiredService<IJournal>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IJobNews, JobNews>();
        services.AddSingleton(MatchOptions.Default);
        services.AddSingleton(options.Clock);
        services.AddSingleton(Routes());
        services.AddHostedService<TeamStarter>();
    }

    private static WakeRoutes Routes() => new WakeRoutes()
        .Add<ITicketGrain>(Ticket.Kind)
        .Add<ITeamGrain>(Team.Kind)
        .Add<ICustomerGrain>(Customer.Kind)
        .Add<IEngineerGrain>(Engineer.Kind)
        .Add<IEngineerDayGrain>(EngineerDay.Kind)
        .Add<IZoneGrain>(Zone.Kind)
        .Add<IStockGrain>(StockItem.Kind)
        .Add<IConfigurationGrain>(PublishedDocument.Kind)
        .Add<ISlaRolloutGrain>(SlaRollout.Kind);
}
