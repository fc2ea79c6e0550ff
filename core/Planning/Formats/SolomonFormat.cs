namespace Dispatch.Planning.Formats;

/// <summary>Vehicle routing with time windows in the text form of Solomon (1987), which Gehring and Homberger (1999) use as well.</summary>
public static class SolomonFormat
{
    private const int Columns = 7;

    /// <summary>Whether a text looks like it.</summary>
    public static bool Matches(string text) => text.Contains("VEHICLE", StringComparison.Ordinal) && text.Contains("CUST", StringComparison.Ordinal);

    /// <summary>The problem: engineers <c>1</c> to the number of vehicles, jobs by customer number. A distance of 1 takes a minute and costs a minor unit.</summary>
    /// <param name="engineer">What using an engineer costs, in minor units: a high price asks for few vehicles first, 0 for distance alone.</param>
    /// <exception cref="FormatException">The text is not in the format; the message names the line.</exception>
    public static PlanProblem Read(string text, long engineer)
    {
        var lines = new FormatLines(text);
        lines.SkipTo("NUMBER");
        var fleet = lines.Numbers(2);
        lines.SkipTo("CUST NO");
        var rows = new List<double[]>();
        while (lines.More)
            rows.Add(lines.Numbers(Columns));
        if (rows.Count is 0 || !(fleet[0] is >= 1 and <= PlanLimits.Engineers))
            throw lines.Fault("a depot and at least one vehicle");
        var day = Plane.Between(rows[0][4], rows[0][5]);
        return new(
            [.. Enumerable.Range(1, (int)fleet[0]).Select(number => new PlanEngineer($"{number}", [day], Spot.At(0)) { End = Spot.At(0), Capacity = (int)fleet[1] })],
            [.. rows.Skip(1).Select((row, i) => new PlanJob($"{row[0]:0}", Spot.At(i + 1), Plane.For(row[6])) { Windows = [Plane.Between(row[4], row[5])], Load = (int)row[3] })])
        {
            Matrix = Plane.Matrix([.. rows.Select(row => (row[1], row[2]))]),
            Prices = new() { TravelHour = 60, OvertimeHour = 0, Engineer = engineer, Unserved = 10_000_000 },
        };
    }
}
