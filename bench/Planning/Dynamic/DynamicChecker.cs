using System.Globalization;

namespace Dispatch.Bench.Dynamic;

/// <summary>Judges a day as it was done from the raw text of the instance and of the release dates, in double precision, sharing nothing with reader, planner and simulation.</summary>
internal sealed class DynamicChecker
{
    private const double Tolerance = 1e-4;
    private static readonly DateTimeOffset Midnight = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<int, Row> rows;
    private readonly Dictionary<int, double> released;
    private readonly int crew;
    private readonly List<string> faults = [];
    private double duration;

    private DynamicChecker(string instance, string release)
    {
        rows = instance.Split('\n').Where(line => line.Contains('[')).Select(Row.Read).ToDictionary(row => row.Id);
        released = release.Split('\n').SkipWhile(line => !line.StartsWith("ID", StringComparison.Ordinal)).Skip(1).Select(Row.Words).Where(words => words.Length is 2)
            .ToDictionary(words => (int)words[0], words => words[1]);
        crew = rows.Count - released.Count - 1;
    }

    /// <summary>Every rule that was broken, and the working duration: from setting out to coming home, of those who went.</summary>
    public static (IReadOnlyList<string> Faults, double Duration) Judge(string instance, string release, DynamicOutcome day)
    {
        var checker = new DynamicChecker(instance, release);
        checker.Check(day);
        return (checker.faults, checker.duration);
    }

    private void Check(DynamicOutcome day)
    {
        var served = day.Routes.SelectMany(route => route.Stops).Select(stop => stop.Row).Where(row => row > crew);
        Expect(served.Concat(day.Rejected).Order().SequenceEqual(released.Keys.Order()), "every request once, or rejected");
        Expect(day.Routes.Select(route => route.Technician).Distinct().Count() == day.Routes.Count, "one route each");
        foreach (var (technician, stops) in day.Routes)
            Check(technician, stops);
    }

    private void Check(int technician, IReadOnlyList<MadeStop> stops)
    {
        var (own, at, free) = (rows[technician], rows[technician], rows[technician].Open);
        var (parts, called) = ((double[])own.Parts.Clone(), false);
        foreach (var stop in stops)
        {
            var (to, departure, start, end) = (rows[stop.Row], Minutes(stop.Departure), Minutes(stop.Start), Minutes(stop.End));
            Expect(departure >= free - Tolerance, $"{technician} sets out to {stop.Row} before he is free");
            Expect(start >= departure + Math.Sqrt(Math.Pow(at.X - to.X, 2) + Math.Pow(at.Y - to.Y, 2)) - Tolerance, $"{technician} is at {stop.Row} sooner than he can be");
            Expect(start <= to.Close + Tolerance && start >= to.Open - Tolerance, $"window of {stop.Row}");
            Expect(stop.Row > 0 || !called, $"{technician} calls twice");
            called |= stop.Row is 0;
            if (stop.Row > crew)
                CheckRequest(own, to, parts, called, departure, end - start);
            else
                Expect(stop.Row is 0 || stop.Row == technician, $"{technician} goes to {stop.Row}");
            (at, free) = (to, end);
        }
        Expect(at.Id == technician, $"{technician} comes home");
        duration += free - Minutes(stops[0].Departure);
    }

    private void CheckRequest(Row own, Row to, double[] parts, bool called, double departure, double work)
    {
        Expect(departure >= released[to.Id] - Tolerance, $"{to.Id} is known when somebody sets out for it");
        Expect(work >= to.Service - Tolerance, $"work at {to.Id}");
        Expect(!to.Skills.Except(own.Skills).Any(), $"skill of {to.Id}");
        Expect(called || !to.Tools.Except(own.Tools).Any(), $"tool of {to.Id}");
        for (var part = 0; part < parts.Length && !called; part++)
            Expect((parts[part] -= to.Parts[part]) >= 0, $"part of {to.Id}");
    }

    private void Expect(bool kept, string rule)
    {
        if (!kept)
            faults.Add(rule);
    }

    private static double Minutes(DateTimeOffset instant) => (instant - Midnight).TotalMinutes;

    private sealed record Row(int Id, double X, double Y, double Open, double Close, double Service, double[] Skills, double[] Tools, double[] Parts)
    {
        public static Row Read(string line)
        {
            var pieces = line.Split('[', ']');
            var words = Words(pieces[0]);
            return new((int)words[0], words[1], words[2], words[3], words[4], words[5], Words(pieces[1]), Words(pieces[3]), Words(pieces[5]));
        }

        public static double[] Words(string text) =>
            [.. text.Split([' ', '\t', '\r', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }
}
