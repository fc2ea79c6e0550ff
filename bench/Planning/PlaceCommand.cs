using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;

namespace Dispatch.Bench;

/// <summary><c>bench -- place</c>: finding the best place for one new job in a large zone, and the price of a move on the board.</summary>
internal static class PlaceCommand
{
    private const int Seed = 5;
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DateTimeOffset Seven = new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);
    /// <summary>Eight to seven with an hour at noon, every day.</summary>
    public static readonly ShiftPattern Shift = new("Asia/Shanghai",
        [.. Enum.GetValues<DayOfWeek>().SelectMany(day => new[] { new WorkingHours(day, new(new(8, 0), new(12, 0))), new WorkingHours(day, new(new(13, 0), new(19, 0))) })]);

    public static Command Make()
    {
        var engineers = new Option<int>("--engineers") { Description = "engineers of the zone", DefaultValueFactory = _ => 200 };
        var jobs = new Option<int>("--jobs") { Description = "visits that they are promised for already, on one day", DefaultValueFactory = _ => 1_500 };
        var calls = new Option<int>("--calls") { Description = "jobs whose place is sought, and moves that are priced", DefaultValueFactory = _ => 5_000 };
        var place = new Command("place", "Finding the best place for one new job in a large zone, and the price of a move.") { engineers, jobs, calls, Common.Out, Common.Note };
        place.SetAction(async (result, _) =>
        {
            var zone = new CrowdedZone(result.GetValue(engineers), Shift, Monday, Seed);
            var planned = zone.Fill(result.GetValue(jobs), Seven);
            var best = Microseconds(result.GetValue(calls), () => zone.Job(), job => Matcher.Propose(job, zone.Plans, Seven, MatchOptions.Default));
            var any = Microseconds(result.GetValue(calls), () => zone.Job(), job => Matcher.CanAnybody(job, zone.Plans, Seven, MatchOptions.Default));
            var ways = Microseconds(result.GetValue(calls), () => zone.Job(), job => zone.Ways(job.Place));
            var pricing = new MovePricing(MatchOptions.Default, DispatchPrices.Shipped, Seven);
            var moves = Microseconds(result.GetValue(calls), zone.Move, move => pricing.Price(move.Job, move.Present, move.To, null));
            var everybody = Microseconds(result.GetValue(calls) / 10, zone.Move, move => zone.Plans.Count(plan => pricing.Price(move.Job, move.Present, plan, null).Price is not null));
            await Common.Report(result, Write(zone.Plans.Count, planned,
            [
                ("baseline: the way to every visit and home reckoned once, nothing compared", ways), ("best place for a new job, everybody's answer with costs and reasons", best),
                ("whether anybody can", any), ("price of a move to one engineer", moves), ("price of a move to everybody", everybody),
            ]));
            return 0;
        });
        return place;
    }

    private static double[] Microseconds<T, TAnswer>(int calls, Func<T> make, Func<T, TAnswer> ask)
    {
        var measured = new double[calls];
        for (var i = -calls / 5; i < calls; i++) // the first fifth warms up
        {
            var question = make();
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(ask(question));
            if (i >= 0)
                measured[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
        Array.Sort(measured);
        return measured;
    }

    private static string Write(int engineers, int planned, IReadOnlyList<(string Name, double[] Sorted)> lines)
    {
        var text = new StringBuilder().AppendLine("# The best place for one job").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"A zone of {engineers:N0} engineers with {planned:N0} visits planned on one day; each question another job. One thread, travel reckoned from coordinates each time.").AppendLine();
        text.AppendLine("| question | median, µs | p99, µs | median : baseline |").AppendLine("|---|---|---|---|");
        foreach (var (name, sorted) in lines)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {At(sorted, 0.5):N0} | {At(sorted, 0.99):N0} | {At(sorted, 0.5) / At(lines[0].Sorted, 0.5):N1} |");
        return text.ToString();
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];
}
