using Dispatch.Api.Access;
using Dispatch.Api.Board;
using Dispatch.Api.CommandLine;
using Dispatch.Api.Demo;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Demo.Stream;
using Dispatch.Api.Documentation;
using Dispatch.Api.Metrics;
using Dispatch.Api.Notices;
using Dispatch.Api.Plans;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.Schedule;
using Dispatch.Api.Tickets;
using Dispatch.Api.World;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;

namespace Dispatch.Api.Hosting;

/// <summary>Puts the service together: what it is made of, and the order in which a request passes through it.</summary>
public static class DispatchHost
{
    /// <summary>How long requests in flight may take once the process is told to end; those that take longer are cut off.</summary>
    public static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(20);

    /// <summary>Registers everything.</summary>
    /// <param name="businessTime">The clock that the business lives by; the machine's when null.</param>
    public static void AddDispatch(this WebApplicationBuilder builder, TimeProvider? businessTime = null)
    {
        var time = businessTime ?? TimeProvider.System;
        var options = DispatchOptions.From(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<DataLock>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = FinishWithin);
        builder.AddDispatchLogging(options);
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
            builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
        builder.Services.AddSingleton(time);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddExceptionHandler<Faults>();
        builder.Services.AddSingleton<Faults>();
        builder.Services.AddDispatchAccess(options);
        builder.Services.AddSilo(new(Databases.JournalOf(options)) { Cluster = options.Cluster, MachineTime = time.OfMachine(), Address = options.Urls, Webhooks = options.Webhooks });
        builder.Services.AddHostedSingleton<MetricsCollector>();
        builder.Services.AddHostedService<ClusterGauges>();
        if (options.Cluster.Role is not ClusterRole.Silo)
            builder.AddServing(options);
    }

    /// <summary>What the API and the dashboard need besides the grains.</summary>
    private static void AddServing(this WebApplicationBuilder builder, DispatchOptions options)
    {
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<KnownParameters>();
        builder.Services.AddDispatchRateLimits(options);
        builder.Services.AddDispatchDocumentation();
        builder.Services.AddPictures();
        builder.Services.AddTickets();
        builder.Services.AddBoard();
        builder.Services.AddNotices();
        builder.Services.AddSingleton(services => new RoadTravel(
            options.Osrm is { } osrm ? new(osrm, OsrmTable.Patience) : null, services.GetRequiredService<ILogger<RoadTravel>>()));
        builder.Services.AddSingleton<DemoSeed>();
        builder.Services.AddSingleton<DemoDatabase>();
        builder.Services.AddSingleton<FirstAdministrator>();
        builder.Services.AddHostedSingleton<Preparation>();
        builder.Services.AddHostedSingleton<SteadyImprovement>();
        builder.Services.AddSingleton<DemoMoves>();
        builder.Services.AddHostedService<DemoTickets>();
        builder.Services.AddHostedService<DemoStaff>();
    }

    /// <summary>Lines up the pipeline and the routes.</summary>
    public static void UseDispatch(this WebApplication app)
    {
        // The lock before anything opens the database, and the database before anything else: one that has moved is refused in words.
        app.Services.GetRequiredService<DataLock>();
        app.Services.GetRequiredService<OpenedJournal>();
        if (app.Services.GetRequiredService<DispatchOptions>().Cluster.Role is ClusterRole.Silo)
            app.UseOperations();
        else
            app.UseServing();
    }

    /// <summary>A silo answers only those who watch over it.</summary>
    private static void UseOperations(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseStatusProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapMetrics();
    }

    private static void UseServing(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseStatusProblems();
        app.UseDashboardFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseCookieMutationCheck();
        app.UseKnownParameters();
        app.UseBodyLimit();
        app.UseIdempotencyKeys();
        app.UseHubProblems();
        app.MapDispatch();
    }

    private static void AddHostedSingleton<T>(this IServiceCollection services) where T : class, IHostedService =>
        services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
}
