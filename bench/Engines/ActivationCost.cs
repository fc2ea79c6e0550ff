using System.Diagnostics;
using Dispatch.Grains;
using Dispatch.Silo.Cluster;
using Dispatch.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;

namespace Dispatch.Bench;

/// <summary>What it takes to have every open ticket active.</summary>
/// <param name="Tickets">How many there are.</param>
/// <param name="Seconds">Until all of them have described themselves.</param>
/// <param name="Heap">Bytes of managed memory that each keeps, after full collections.</param>
/// <param name="Resident">Bytes of the process's resident memory for each.</param>
internal sealed record ActivationCost(int Tickets, double Seconds, double Heap, double Resident)
{
    /// <summary>Tickets that are asked at once.</summary>
    public const int AtOnce = 256;

    // A silo that only waits keeps its part of the cluster up.
    private const double Idle = 0.15;
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>Measures this build's engine in this process.</summary>
    /// <param name="data">Connection string of a PostgreSQL database with open tickets.</param>
    public static async Task<ActivationCost> Measure(string data)
    {
        await using var source = NpgsqlDataSource.Create(data);
        var ids = await Column<string>(source, "select id from ticket_row where closed_at is null order by id");
        // Nothing falls due while it is measured: the business's clock is before all that is awaited.
        var first = (await Column<long>(source, "select min(wake_at) from entity where wake_at is not null"))[0];
        using var host = await EngineHost.Start(data, ClusterRole.Both, DateTimeOffset.FromUnixTimeMilliseconds(first) - Before);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        using (var self = new MeasuredProcesses(Environment.ProcessId))
            await self.BecomeIdle(Idle);

        var (heap, resident) = ProcessMemory.Collected();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) =>
        {
            if (await grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{id}").Describe() is null)
                throw new InvalidOperationException($"Ticket {id} is in the list and does not exist.");
        });
        var elapsed = watch.Elapsed;
        var (heapAfter, residentAfter) = ProcessMemory.Collected();
        await host.StopAsync();
        return new(ids.Count, elapsed.TotalSeconds, (heapAfter - heap) / ids.Count, (residentAfter - resident) / ids.Count);
    }

    private static async Task<List<T>> Column<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }
}
