using Dispatch.Tests.World;

namespace Dispatch.Tests.Simulation;

/// <summary>What a storm is made of. The seed draws everything else.</summary>
/// <param name="Seed">Repeats the storm.</param>
/// <param name="Tickets">Tickets that come in.</param>
/// <param name="Arriving">How long they come in.</param>
/// <param name="Lasting">How long people work and things break; after that it is calm.</param>
/// <param name="Crashes">How often the silo dies.</param>
/// <param name="Rivals">How often a second silo runs beside it.</param>
/// <param name="Engineers">Engineers in each zone.</param>
internal sealed record StormPlan(int Seed, int Tickets, TimeSpan Arriving, TimeSpan Lasting, int Crashes, int Rivals, int Engineers)
{
    /// <summary>Two hundred tickets in an hour and a half of a Monday morning.</summary>
    public static StormPlan Morning(int seed) => new(seed, 200, TimeSpan.FromMinutes(75), TimeSpan.FromMinutes(195), Crashes: 3, Rivals: 1, Engineers: 3);

    /// <summary>Five thousand tickets in a day and a night.</summary>
    public static StormPlan Day(int seed) => new(seed, 5_000, TimeSpan.FromHours(23), TimeSpan.FromHours(24), Crashes: 12, Rivals: 5, Engineers: 9);

    /// <summary>When it begins.</summary>
    public static DateTimeOffset Begin => WorldOptions.Monday;

    /// <summary>When it is over.</summary>
    public DateTimeOffset End => Begin + Lasting;

    /// <summary>When each ticket comes in, in order: nine of ten in the first two fifths of the time.</summary>
    public IReadOnlyList<DateTimeOffset> Arrivals()
    {
        var chance = Chance("arrivals");
        var instants = new List<DateTimeOffset>(Tickets);
        for (var i = 0; i < Tickets; i++)
            instants.Add((Begin + Arriving * (chance.NextDouble() * (chance.Hits(0.9) ? 0.4 : 1))).Truncate());
        instants.Sort();
        return instants;
    }

    /// <summary>What breaks when, in order.</summary>
    public IReadOnlyList<Disturbance> Disturbances()
    {
        var chance = Chance("disturbances");
        var all = new List<Disturbance>();
        for (var i = 0; i < Crashes + Rivals; i++)
        {
            var at = (Begin + Lasting * (0.02 + 0.9 * chance.NextDouble())).Truncate();
            var lasting = TimeSpan.FromSeconds(chance.Next(1, 240));
            all.Add(new(at, i < Crashes ? chance.Next(1, 400) : 0, lasting));
        }
        all.Sort((one, other) => one.At.CompareTo(other.At));
        return all;
    }

    /// <summary>A source of chance of its own for each purpose, so that one draw more here changes nothing there.</summary>
    public Random Chance(string purpose)
    {
        var mixed = (uint)Seed;
        foreach (var letter in purpose)
            mixed = (mixed ^ letter) * 16777619;
        return new((int)(mixed & int.MaxValue));
    }
}

/// <summary>The silo dies in the midst of its work and stays down, or a rival runs beside it.</summary>
/// <param name="Pieces">Pieces of work that it still does before it dies; 0 when a rival starts.</param>
/// <param name="Lasting">How long it is down, or the rival up.</param>
internal sealed record Disturbance(DateTimeOffset At, int Pieces, TimeSpan Lasting)
{
    /// <summary>Whether the silo dies.</summary>
    public bool IsCrash => Pieces > 0;
}

/// <summary>Words for chance.</summary>
internal static class ChanceWords
{
    /// <summary>Happens with this probability.</summary>
    public static bool Hits(this Random chance, double probability) => chance.NextDouble() < probability;

    /// <summary>One of several.</summary>
    public static T OneOf<T>(this Random chance, params ReadOnlySpan<T> several) => several[chance.Next(several.Length)];

    /// <summary>A span between two numbers of minutes, in whole milliseconds.</summary>
    public static TimeSpan Minutes(this Random chance, double least, double most) =>
        TimeSpan.FromMilliseconds((long)((least + (most - least) * chance.NextDouble()) * 60_000));
}
