namespace Dispatch.Planning.Solving;

/// <summary>Whole numbers that the search counts in, so that a sum is the same in every order: time in tenths of a millisecond, money in minor units per time's hour.</summary>
/// <remarks>An hourly price times a time is then exact, and a move's price is exactly what making it changes.</remarks>
public static class Units
{
    /// <summary>Units of time in a second.</summary>
    public const long Second = 10_000;

    /// <summary>Units of time in an hour; as well the units of money in a minor unit.</summary>
    public const long Hour = 3_600 * Second;

    /// <summary>Later than everything.</summary>
    public const long Never = long.MaxValue / 4;

    private const long TicksEach = TimeSpan.TicksPerSecond / Second;

    /// <summary>A length of time, to the nearest unit.</summary>
    public static long Of(TimeSpan length) => (length.Ticks + (length.Ticks < 0 ? -TicksEach : TicksEach) / 2) / TicksEach;

    /// <summary>Units from one instant to another.</summary>
    public static long Between(DateTimeOffset origin, DateTimeOffset instant) => Of(instant - origin);

    /// <summary>The instant so many units after another.</summary>
    public static DateTimeOffset Instant(DateTimeOffset origin, long units) => origin.AddTicks(units * TicksEach);

    /// <summary>Minor units of money.</summary>
    public static double Minor(long cost) => (double)cost / Hour;
}
