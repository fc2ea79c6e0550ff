using Dispatch.Api.Demo;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Hosting;
using Orleans;

namespace Dispatch.Api.CommandLine;

/// <summary>Gives a new database the demo company, so that tickets find case types, rules, calendars and people.</summary>
internal static class Founding
{
    /// <summary>Founds the company in a city when the database is new and the demo is on.</summary>
    /// <returns>Whether it was founded now.</returns>
    public static async Task<bool> FoundIfNew(DispatchOptions options, string? city, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSilo(new(Databases.JournalOf(options)) { Cluster = options.Cluster with { SiloPort = 0, GatewayPort = 0 } });
        builder.Services.AddSingleton<DemoDatabase>();
        using var host = builder.Build();
        var journal = host.Services.GetRequiredService<Grains.Journal.IJournal>();
        if (!options.Demo || await journal.Head(cancellationToken) > 0)
            return false;
        await host.StartAsync(cancellationToken);
        await host.Services.GetRequiredService<DemoDatabase>().Prepare(cancellationToken, city);
        await new DemoSeed(host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<ConfigurationCache>())
            .Found(city, live: false, cancellationToken);
        await host.StopAsync(cancellationToken);
        return true;
    }
}
