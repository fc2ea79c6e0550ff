using System.Globalization;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary>What processes keep in memory with so many clocks armed, medians of several.</summary>
/// <param name="Armed">Entities that want to be woken.</param>
/// <param name="Silo">Grains, feed and clock in a process of their own, after full collections.</param>
/// <param name="Service">Resident set of the whole service as users run it, bytes.</param>
internal sealed record MemoryFigures(long Armed, ProcessMemory Silo, double Service);

/// <summary>What clocks cost that are not due for long, on one database.</summary>
internal sealed record ClocksFigures(string Database, MemoryFigures None, MemoryFigures Many, RestartFigures Restart);

/// <summary>A database without armed clocks and with very many: memory of a process on it, and a start with some of them overdue.</summary>
internal sealed class ClocksBench(string folder, int clocks, int overdue, int rounds)
{
    /// <summary>Tickets taken in through the service, of which the clocks are copies.</summary>
    private const int Originals = 1_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    /// <param name="data">What the service's <c>--data</c> takes: a fresh database.</param>
    public async Task<ClocksFigures> Run(string database, string data)
    {
        using (var service = await MeasuredService.Start(data, folder))
        {
            await new SteadyIntake(seed: 10).Send(service, perSecond: Originals, TimeSpan.FromSeconds(1));
            await service.BecomeIdle();
        }
        var armed = new ArmedClocks(data);
        await armed.Disarm();
        var none = await Memory(armed, data);
        await armed.Add(clocks);
        var many = await Memory(armed, data);
        var figures = new ClocksFigures(database, none, many, await OverdueRestart.Run(data, folder, overdue));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures}"));
        return figures;
    }

    private async Task<MemoryFigures> Memory(ArmedClocks armed, string data)
    {
        var (silos, services) = (new List<ProcessMemory>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            silos.Add(await ClockMemory.Of(data));
            services.Add(await Service(data));
        }
        return new(await armed.Count(), new(silos.Median(each => each.Heap), silos.Median(each => each.Resident)), services.Median(each => each));
    }

    private async Task<double> Service(string data)
    {
        using var service = new ServiceProcess(data, folder);
        await service.Start();
        await Task.Delay(Look);
        var resident = ProcessMemory.Of(service.Id, "VmRSS");
        await service.Terminate();
        return resident;
    }
}
