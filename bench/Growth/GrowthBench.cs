using System.Diagnostics;
using System.Globalization;
using Dispatch.Bench.Stored;
using Dispatch.Silo.Journal;

namespace Dispatch.Bench;

/// <summary>What tickets cost, in microseconds each: being taken in until somebody has them, and being worked off until they are closed.</summary>
internal sealed record TicketCost(double Intake, double Work)
{
    public double Whole => Intake + Work;
}

/// <summary>Medians of the rounds with few and with many tickets stored.</summary>
internal sealed record GrowthFigures(string Database, int Few, int Many, int Tickets, TicketCost WithFew, TicketCost WithMany);

/// <summary>The same tickets into a database with few tickets and into one with many, in turn.</summary>
internal sealed class GrowthBench(string name, StoredDatabases databases, int many, int tickets)
{
    private const int Few = 10_000;
    private const int WarmUp = 2_000;

    public async Task Fill()
    {
        await databases.Filled(Few);
        await databases.Filled(many);
    }

    public async Task<GrowthFigures> Run(int rounds)
    {
        using var large = StoredDatabases.Open(await databases.Filled(many));
        var customers = StoredDatabases.CustomersFor(many);
        using var load = new JournalLoad(large);
        var (withFew, withMany) = (new List<TicketCost>(), new List<TicketCost>());
        await Measure(large, load, customers, WarmUp);
        for (var round = 0; round < rounds; round++)
        {
            withFew.Add(await Small());
            withMany.Add(await Measure(large, load, customers, tickets));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} round {round}: {withFew[^1]} with {Few:N0}, {withMany[^1]} with {many:N0}"));
        }
        return new(name, Few, many, tickets, Median(withFew), Median(withMany));
    }

    private async Task<TicketCost> Small()
    {
        var copy = databases.CopyOf(Few);
        try
        {
            using var opened = StoredDatabases.Open(copy);
            var customers = StoredDatabases.CustomersFor(Few);
            using var load = new JournalLoad(opened);
            await Measure(opened, load, customers, WarmUp);
            return await Measure(opened, load, customers, tickets);
        }
        finally
        {
            databases.Delete(copy);
        }
    }

    private static async Task<TicketCost> Measure(OpenedJournal opened, JournalLoad load, StoredCustomers customers, int count)
    {
        var source = await StoredDatabases.Source(opened, customers, count);
        var now = TimeProvider.System.GetUtcNow();
        var taken = Enumerable.Range(0, count).Select(_ => source.Closed(now)).ToList();
        await load.Indexed();
        return new(await Cost(() => load.TakeIn(taken)), await Cost(() => load.WorkOff(taken)));

        async Task<double> Cost(Func<Task> work)
        {
            var watch = Stopwatch.StartNew();
            await work();
            await load.Indexed();
            return watch.Elapsed.TotalMicroseconds / count;
        }
    }

    private static TicketCost Median(List<TicketCost> costs) =>
        new(Median(costs.Select(cost => cost.Intake)), Median(costs.Select(cost => cost.Work)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
