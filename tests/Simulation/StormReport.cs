namespace Dispatch.Tests.Simulation;

/// <summary>What a storm came to.</summary>
/// <param name="Flaws">Every invariant that did not hold.</param>
/// <param name="Hash">Of the journal.</param>
internal sealed record StormReport(StormPlan Plan, IReadOnlyList<Flaw> Flaws, string Hash)
{
    private const int Shown = 20;

    /// <summary>Events in the journal, the founding of the company included.</summary>
    public long Events { get; init; }

    /// <summary>Tickets acknowledged.</summary>
    public int Tickets { get; init; }

    /// <summary>How often the silo died.</summary>
    public int Crashes { get; init; }

    /// <summary>The last warnings that the silo logged.</summary>
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>Events by kind.</summary>
    public IReadOnlyList<(string Kind, long Count)> Kinds { get; init; } = [];

    /// <summary>Fails with everything that was wrong and how to see it again.</summary>
    public void MustBeClean()
    {
        if (Flaws.Count > 0)
            throw new Xunit.Sdk.XunitException($"{this}{Environment.NewLine}{string.Join(Environment.NewLine, Flaws.Take(Shown))}{Environment.NewLine}"
                + $"Repeat it: dotnet run --project tests/Simulation -- {(Plan == StormPlan.Day(Plan.Seed) ? "day" : "morning")} {Plan.Seed}");
    }

    /// <inheritdoc />
    public override string ToString() =>
        $"seed {Plan.Seed}: {Tickets} tickets, {Events} events, {Crashes} crashes, {Flaws.Count} flaws, journal {Hash[..16]}";
}
