using System.Globalization;

namespace Dispatch.Tests.Core.Planning.Formats;

/// <summary>Judges solutions of benchmark instances from their raw text, in double precision, sharing nothing with the reader and the solver.</summary>
public static class BenchmarkChecker
{
    private const double Tolerance = 1e-6;

    /// <summary>What a solution comes to.</summary>
    /// <param name="Duration">From setting out to coming home, summed over those who have any visit.</param>
    /// <param name="DistanceInTenths">The distance by the other convention: each arc in tenths, the rest cut off.</param>
    public sealed record Verdict(int Vehicles, double Distance, double DistanceInTenths, double Duration, IReadOnlyList<string> Faults);

    /// <summary>Judges routes of a Solomon or Gehring–Homberger instance.</summary>
    /// <param name="routes">Customer numbers in order, without the depot.</param>
    public static Verdict Solomon(string text, IReadOnlyList<IReadOnlyList<int>> routes)
    {
        var rows = Rows(text, 7).Select(words => words.Select(Number).ToArray()).ToDictionary(row => (int)row[0]);
        var fleet = text.Split('\n').SkipWhile(line => !line.Contains("NUMBER")).Skip(1).First().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (faults, distance, tenths, duration) = (new List<string>(), 0.0, 0.0, 0.0);
        if (routes.Count > int.Parse(fleet[0], CultureInfo.InvariantCulture))
            faults.Add("more vehicles than there are");
        if (!routes.SelectMany(route => route).Order().SequenceEqual(rows.Keys.Where(id => id > 0).Order()))
            faults.Add("not every customer once");
        foreach (var route in routes)
        {
            if (route.Sum(id => rows[id][3]) > Number(fleet[1]))
                faults.Add("over capacity");
            Stop[] stops = [Of(0), .. route.Select(Of), Of(0) with { Service = 0 }];
            var (length, time) = Walk(stops, faults);
            (distance, tenths, duration) = (distance + length, tenths + InTenths(stops), duration + time);
        }
        return new(routes.Count, distance, tenths, duration, faults);

        Stop Of(int id) => new(rows[id][1], rows[id][2], rows[id][4], rows[id][5], rows[id][6]);
    }

    /// <summary>Judges routes of a technician routing instance.</summary>
    /// <param name="routes">By technician: row numbers in order, 0 for the call at the depot.</param>
    public static Verdict Trsp(string text, IReadOnlyList<(int Technician, IReadOnlyList<int> Stops)> routes)
    {
        var crew = int.Parse(text.Split('\n').SkipWhile(line => !line.StartsWith("CREW")).Skip(1).First().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        var rows = text.Split('\n').SkipWhile(line => !line.StartsWith("ID")).Skip(1).Where(line => line.Contains('[')).Select(Technical.Read).ToDictionary(row => row.Id);
        var (faults, distance, tenths, duration) = (new List<string>(), 0.0, 0.0, 0.0);
        if (!routes.SelectMany(route => route.Stops).Where(id => id > 0).Order().SequenceEqual(rows.Keys.Where(id => id > crew).Order()))
            faults.Add("not every request once");
        if (routes.Select(route => route.Technician).Distinct().Count() != routes.Count || routes.Any(route => route.Technician < 1 || route.Technician > crew))
            faults.Add("technicians");
        foreach (var (technician, stops) in routes)
        {
            CheckMeans(rows, technician, stops, faults);
            var home = rows[technician].Where with { Service = 0 };
            Stop[] places = [home, .. stops.Select(id => rows[id].Where), home];
            var (length, time) = Walk(places, faults);
            (distance, tenths, duration) = (distance + length, tenths + InTenths(places), duration + time);
        }
        return new(routes.Count, distance, tenths, duration, faults);
    }

    private static void CheckMeans(Dictionary<int, Technical> rows, int technician, IReadOnlyList<int> stops, List<string> faults)
    {
        var (own, parts, called) = (rows[technician], (int[])rows[technician].Parts.Clone(), false);
        foreach (var id in stops)
        {
            if (id is 0)
            {
                if (called)
                    faults.Add($"technician {technician} calls twice");
                called = true;
                continue;
            }
            if (rows[id].Skills.Except(own.Skills).Any())
                faults.Add($"skill of {id}");
            if (called)
                continue;
            if (rows[id].Tools.Except(own.Tools).Any())
                faults.Add($"tool of {id}");
            for (var part = 0; part < parts.Length; part++)
            {
                if ((parts[part] -= rows[id].Parts[part]) < 0)
                    faults.Add($"part of {id}");
            }
        }
    }

    // Earliest times forward; then, back from the earliest end, how late he may set out.
    private static (double Distance, double Duration) Walk(Stop[] stops, List<string> faults)
    {
        var (now, distance) = (stops[0].From, 0.0);
        for (var i = 1; i < stops.Length; i++)
        {
            var way = Way(stops[i - 1], stops[i]);
            distance += way;
            now = Math.Max(now + stops[i - 1].Service + way, stops[i].From);
            if (now > stops[i].Until + Tolerance)
                faults.Add($"late by {now - stops[i].Until}");
        }
        var start = now;
        for (var i = stops.Length - 2; i >= 0; i--)
            start = Math.Min(start - Way(stops[i], stops[i + 1]) - stops[i].Service, stops[i].Until);
        return (distance, now - start);
    }

    private static double InTenths(Stop[] stops) => stops.Zip(stops.Skip(1), (from, to) => Math.Floor(10 * Way(from, to) + Tolerance) / 10).Sum();

    private static double Way(Stop from, Stop to) => Math.Sqrt((from.X - to.X) * (from.X - to.X) + (from.Y - to.Y) * (from.Y - to.Y));

    private static IEnumerable<string[]> Rows(string text, int columns) => text.Split('\n').SkipWhile(line => !line.StartsWith("CUST NO")).Skip(1)
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length >= columns);

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    private sealed record Stop(double X, double Y, double From, double Until, double Service);

    private sealed record Technical(int Id, Stop Where, int[] Skills, int[] Tools, int[] Parts)
    {
        public static Technical Read(string line)
        {
            var pieces = line.Split('[', ']');
            var numbers = pieces[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
            return new((int)numbers[0], new(numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]), List(pieces[1]), List(pieces[3]), List(pieces[5]));
        }

        private static int[] List(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
    }
}
