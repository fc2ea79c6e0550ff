using Dispatch.Configuration;
using Dispatch.Customers;
using Dispatch.Engineers;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local;
using Dispatch.Matching;
using Dispatch.Routing;
using Dispatch.Silo.Access;
using Dispatch.Silo.Clock;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Erasure;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Notices;
using Dispatch.Silo.Outbox;
using Dispatch.Sla;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tickets;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Hosting;

/// <summary>Everything that runs grains: journal, engine, clock, feed and the configuration they share.</summary>
public static class SiloSetup
{
    /// <summary>All kinds of configuration documents.</summary>
    public static ConfigurationSnapshot NoConfiguration => ConfigurationSnapshot.Of(
        FieldCatalogueKind.Instance, CaseTypes.Kind, RoutingRulesKind.Instance, CalendarKind.Instance, SlaPolicyKind.Instance);

    /// <summary>Adds a silo to a host. A <see cref="TimeProvider"/> registered before is used everywhere.</summary>
    public static IServiceCollection AddSilo(
        this IServiceCollection services, JournalOptions journal, Action<LocalEngineOptions>? engine = null, ClockOptions? clock = null)
    {
        services.AddJournal(journal);
        services.AddLocalGrains(engine, typeof(TicketGrain).Assembly);
        services.AddSingleton(provider => new EntityContext(
            provider.GetRequiredService<IJournal>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new ConfigurationCache(provider.GetRequiredService<IJournal>(), NoConfiguration));
        services.AddSingleton<IConfigurationSource>(provider => provider.GetRequiredService<ConfigurationCache>());
        services.AddSingleton<TicketRulesSource>();
        services.AddSingleton<IJobNews, JobNews>();
        services.AddSingleton<PrincipalStore>();
        services.AddSingleton<PersonEraser>();
        services.AddSingleton<NoticeReceivers>();
        services.AddSingleton<IOutboxChannel, NoticeChannel>();
        services.AddSingleton(MatchOptions.Default);
        services.AddSingleton<ZoneMapCache>();
        services.AddSingleton<TicketNumbers>();
        services.AddHostedService<FeedFollower>();
        services.AddHostedService<TeamStarter>();
        return services.AddClock(Routes(), clock);
    }

    private static WakeRoutes Routes() => new WakeRoutes()
        .Add<ITicketGrain>(Ticket.Kind)
        .Add<ITeamGrain>(Team.Kind)
        .Add<ICustomerGrain>(Customer.Kind)
        .Add<IEngineerGrain>(Engineer.Kind)
        .Add<IEngineerDayGrain>(EngineerDay.Kind)
        .Add<IZoneGrain>(Zone.Kind)
        .Add<IStockGrain>(StockItem.Kind);
}
