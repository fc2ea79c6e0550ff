using Dispatch.Silo.Clock;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.TypeSystem;

namespace Dispatch.Silo.Engines;

/// <summary>Silos tell Orleans's own management grain what they run; each silo's name there is its member's.</summary>
internal sealed class OrleansCensus(IGrainFactory grains, EngineOptions options, IServiceProvider services) : IGrainCensus
{
    private static readonly string[] ClockTypes = [RuntimeTypeNameFormatter.Format(typeof(ClockShardGrain))];

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <inheritdoc />
    public async Task<GrainCensus> Take(CancellationToken cancellationToken)
    {
        var silos = (await Management.GetDetailedHosts(onlyActive: true, cancellationToken)).ToDictionary(silo => silo.SiloAddress, silo => silo.SiloName);
        SiloAddress[] addresses = [.. silos.Keys];
        var counts = Management.GetSimpleGrainStatistics(addresses, cancellationToken);
        var clocks = await Management.GetDetailedGrainStatistics(ClockTypes, addresses, cancellationToken);
        var running = new Dictionary<int, string?>();
        string? whole = null;
        foreach (var clock in clocks)
        {
            if (WakeShards.OfKey(clock.GrainId.Key.ToString()!) is { } share)
                running[share] = silos[clock.SiloAddress];
            else
                whole = silos[clock.SiloAddress];
        }
        return new(
            Counts(await counts, address => silos[address]),
            options.Journal.IsPostgres
                ? [.. Enumerable.Range(0, WakeShards.Count).Select(share => new ClockShare(share, running.GetValueOrDefault(share)))]
                : [new(Share: null, whole)]);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<GrainCount>> Own(CancellationToken cancellationToken) => services.GetService<ILocalSiloDetails>() is { } own
        ? Counts(await Management.GetSimpleGrainStatistics([own.SiloAddress], cancellationToken), _ => own.Name)
        : [];

    // Orleans's own grains are its own affair.
    private static IReadOnlyList<GrainCount> Counts(IEnumerable<SimpleGrainStatistic> told, Func<SiloAddress, string> nameOf) =>
    [
        .. told.Where(count => count.GrainType.StartsWith("Dispatch.", StringComparison.Ordinal))
            .Select(count => new GrainCount(ClassOf(count.GrainType), nameOf(count.SiloAddress), count.ActivationCount))
            .OrderBy(count => count.Type, StringComparer.Ordinal).ThenBy(count => count.Silo, StringComparer.Ordinal),
    ];

    private static string ClassOf(string type) => type.Split(',')[0].Split('.')[^1];
}
