using System.Globalization;
using Dispatch.Silo.Search;

namespace Dispatch.Bench.Stored;

/// <summary>Tickets that have the course of real ones under names of their own. Not thread-safe.</summary>
/// <param name="firstNumber">Number of the first ticket, reserved in the journal. Everything else is drawn from it, so that no two sources over one database draw the same.</param>
internal sealed class TicketSource(IReadOnlyList<Life> lives, StoredCustomers customers, long firstNumber)
{
    private readonly Random random = new((int)firstNumber);
    private readonly Clock clock = new();
    private IdSource? ids;
    private long next = firstNumber;

    /// <summary>A ticket that is over, after its life took place from an instant on.</summary>
    /// <param name="customersUsed">How many of the customers have such tickets; null for all.</param>
    public StoredTicket Closed(DateTimeOffset from, int? customersUsed = null)
    {
        var life = lives[random.Next(lives.Count)];
        return Make(life, from - life.Span.From, life.Count, customersUsed ?? customers.Count);
    }

    /// <summary>A ticket that waits with a deadline: now lies somewhere in the wait.</summary>
    public StoredTicket Open(DateTimeOffset now)
    {
        while (true)
        {
            var life = lives[random.Next(lives.Count)];
            var waits = life.Waits.Where(wait => wait.Until > wait.Since).ToList();
            if (waits.Count is 0)
                continue;
            var (count, since, until) = waits[random.Next(waits.Count)];
            return Make(life, now - (since + ((until - since) * random.NextDouble())), count, customers.Count);
        }
    }

    private StoredTicket Make(Life life, TimeSpan later, int commits, int customersUsed)
    {
        // Whole milliseconds, as everywhere.
        later = TimeSpan.FromMilliseconds(Math.Floor(later.TotalMilliseconds));
        var customer = random.Next(customersUsed);
        var number = next++;
        var names = new TicketNames(
            NextId(life.Span.From + later), string.Create(CultureInfo.InvariantCulture, $"D-{1_000_000 + number}"), customers.IdOf(customer),
            ReferenceOf(number), string.Create(CultureInfo.InvariantCulture, $"SO-{random.Next(1_000_000):000000}"),
            Hex(), Hex());
        return new(life, life.StampFor(names, later, NextId), commits);
    }

    // Other systems count in ways of their own: each number once, in no order. The factor has no divisor in common with a power of ten.
    private static string ReferenceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"T{number * 387_420_489 % 1_000_000_000:000000000}");

    // Orderly in time like those of the service, with noise behind.
    private string NextId(DateTimeOffset at)
    {
        clock.Now = at;
        return (ids ??= new(clock, random.Next())).Next();
    }

    private string Hex()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>A ticket to store: so many commits of a life under a stamp.</summary>
internal sealed record StoredTicket(Life Life, Stamp Stamp, int Commits)
{
    /// <summary>What search finds the ticket by, besides its number, order and reference.</summary>
    public IReadOnlyList<string> Tokens => SearchText.Tokens(Life.SearchedTexts);

    public int Intake => Math.Min(Life.Intake, Commits);
}
