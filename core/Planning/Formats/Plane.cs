namespace Dispatch.Planning.Formats;

/// <summary>The world of benchmark files: points on a plane, where a unit of distance takes a minute.</summary>
internal static class Plane
{
    /// <summary>When their clocks show 0.</summary>
    public static readonly DateTimeOffset Zero = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const double SecondsPerUnit = 60;

    // Below what the planner counts in, so that a length that is a whole number stays one.
    private const double Noise = 1e-7;

    public static DateTimeOffset At(double time) => Zero.AddTicks((long)Math.Round(time * SecondsPerUnit * TimeSpan.TicksPerSecond));

    public static TimeSpan For(double time) => At(time) - Zero;

    public static Window Between(double from, double until) => new(At(from), At(until));

    /// <summary>Euclidean, in double precision; rounded up to the next tenth of a millisecond, so that what keeps a window here keeps it there.</summary>
    public static TravelMatrix Matrix(IReadOnlyList<(double X, double Y)> points) => new([.. points.Select(from => (IReadOnlyList<double>)[.. points.Select(to => Way(from, to))])]);

    private static double Way((double X, double Y) from, (double X, double Y) to)
    {
        var (x, y) = (from.X - to.X, from.Y - to.Y);
        return Math.Ceiling((Math.Sqrt(x * x + y * y) * SecondsPerUnit - Noise) * Solving.Units.Second) / Solving.Units.Second;
    }
}
