using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench.Stored;

/// <summary>Databases of one kind that hold many tickets: founded by the service itself, then filled with the lives of real tickets.</summary>
/// <param name="server">The server, for PostgreSQL; null means SQLite.</param>
/// <param name="folder">Where databases are kept: one that is there already is not filled again.</param>
internal sealed class StoredDatabases(PostgresServer? server, string folder)
{
    /// <summary>Databases of at most so many tickets hold no copies.</summary>
    private const int Few = 20_000;
    private const int Copies = 100;
    private static readonly TimeSpan History = TimeSpan.FromDays(95);
    // The longest life: resolved tickets close after a week.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(11);
    private static readonly Lazy<IReadOnlyList<Life>> Lives = new(() =>
    {
        var started = TimeProvider.System.GetTimestamp();
        using var company = new CompanyInVirtualTime();
        IReadOnlyList<Life> lives = [.. company.Run(tickets: 800).Select(life => new Life(life))];
        Console.WriteLine($"{lives.Count:N0} tickets lived in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s");
        return lives;
    });

    private int copies;

    /// <summary>A database with so many tickets, a tenth of them open, and a fifth as many customers.</summary>
    /// <returns>What the service's <c>--data</c> takes.</returns>
    public Task<string> Filled(int tickets) => Filled(NameOf(tickets), tickets, tickets / 10);

    /// <summary>A database with so many tickets, all of them open, and a fifth as many customers.</summary>
    /// <returns>What the service's <c>--data</c> takes.</returns>
    public Task<string> FilledOpen(int tickets) => Filled(OpenNameOf(tickets), tickets, tickets);

    private async Task<string> Filled(string name, int tickets, int open)
    {
        var mark = Path.Combine(folder, $"{name}.{(server is null ? "sqlite" : "postgres")}.filled");
        var data = server?.ConnectionString(name) ?? Path.Combine(folder, $"{name}.db");
        if (File.Exists(mark))
            return data;
        if (server is null)
            DeleteFile(data);
        else
            server.CreateDatabase(name);
        await Found(data);
        await Fill(data, tickets, open);
        await File.WriteAllTextAsync(mark, "");
        return data;
    }

    /// <summary>A copy of a filled database, to be written to.</summary>
    public string CopyOf(int tickets) => Copy(NameOf(tickets));

    /// <summary>A copy of a database of open tickets, to be written to.</summary>
    public string CopyOfOpen(int tickets) => Copy(OpenNameOf(tickets));

    /// <summary>Deletes a copy.</summary>
    public void Delete(string copy)
    {
        if (server is null)
            DeleteFile(copy);
    }

    public static OpenedJournal Open(string data, Func<IBatchWriter, IBatchWriter>? wrap = null) => OpenedJournal.Open(
        new(DataOf.ConnectionString(data)) { WrapWriter = wrap ?? (writer => writer) }, TimeProvider.System);

    /// <summary>Customers of a database with so many tickets.</summary>
    public static StoredCustomers CustomersFor(int tickets) => new(tickets / 5);

    /// <summary>Where tickets come from whose numbers are not given yet.</summary>
    public static async Task<TicketSource> Source(OpenedJournal opened, StoredCustomers customers, int tickets) =>
        new(Lives.Value, customers, await opened.Journal.ReserveNumbers("ticket", tickets));

    private static string NameOf(int tickets) => $"stored_{tickets}";

    private static string OpenNameOf(int tickets) => $"open_{tickets}";

    private string Copy(string original)
    {
        var name = $"copy_{++copies}_{Environment.ProcessId}";
        if (server is not null)
            return server.CreateDatabase(name, original);
        var copy = Path.Combine(folder, $"{name}.db");
        File.Copy(Path.Combine(folder, $"{original}.db"), copy);
        return copy;
    }

    private static async Task Fill(string data, int tickets, int open)
    {
        var (now, customers) = (TimeProvider.System.GetUtcNow(), CustomersFor(tickets));
        if (tickets > open)
            await FillClosed(data, tickets, tickets - open, customers, now);
        await Store(data, customers, now, open, (source, _) => source.Open(now));
    }

    // The first are stored one by one and, where there are many, the rest are copies of those.
    private static async Task FillClosed(string data, int tickets, int closed, StoredCustomers customers, DateTimeOffset now)
    {
        var copies = tickets > Few ? Copies : 1;
        var (first, baseCustomers) = (closed / copies, customers.Count / copies);
        var span = copies > 1 ? Multiplication.Shift : History - Longest;
        var stored = await Store(data, customers, now, first, (source, n) => source.Closed(now - History + (span * ((double)n / first)), baseCustomers));
        if (copies is 1)
            return;
        var tokens = stored.ToDictionary(ticket => ticket.Stamp.Names.Id, ticket => string.Join(' ', ticket.Tokens));
        using var multiplication = new Multiplication(data, first, customers, baseCustomers);
        multiplication.Run(copies - 1, tokens, Progress(data, first, first));
    }

    private static async Task<IReadOnlyList<StoredTicket>> Store(
        string data, StoredCustomers customers, DateTimeOffset now, int count, Func<TicketSource, int, StoredTicket> next)
    {
        IBatchWriter? writer = null;
        using var opened = Open(data, inner => writer = inner);
        var source = await Source(opened, customers, count);
        var kept = new List<StoredTicket>();
        await new JournalFill(opened, writer!, now).Store(Enumerable.Range(0, count).Select(n => Keep(next(source, n))), Progress(data, 1, 0));
        return kept;

        StoredTicket Keep(StoredTicket ticket)
        {
            kept.Add(ticket);
            return ticket;
        }
    }

    private static Action<int> Progress(string data, int each, int before)
    {
        var started = TimeProvider.System.GetTimestamp();
        return done =>
        {
            if (done * each % 10_000 < each || each > 1)
                Console.WriteLine($"{data}: {before + (done * each):N0} tickets after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s");
        };
    }

    private async Task Found(string data)
    {
        using var service = new ServiceProcess(data, folder);
        await service.Start();
        await service.Terminate();
    }

    private static void DeleteFile(string database)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(database + suffix);
    }
}
