using System.CommandLine;

namespace Dispatch.Bench.Week;

/// <summary><c>bench -- week</c>: a week of field visits, dispatched by the nearest free engineer and by Dispatch.</summary>
internal static class WeekCommand
{
    public static Command Make()
    {
        var daily = new Option<int[]>("--daily")
        {
            Description = "tickets with visits that come in on a day; several for several loads", DefaultValueFactory = _ => [120, 200], AllowMultipleArgumentsPerToken = true,
        };
        var seeds = new Option<int>("--seeds") { Description = "weeks at each load", DefaultValueFactory = _ => 3 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of each search for a better day; 0 leaves days as the matching made them", DefaultValueFactory = _ => 300 };
        var week = new Command("week", "A week of field visits, dispatched by the nearest free engineer and by Dispatch.") { daily, seeds, rounds, Common.Out, Common.Note };
        week.SetAction((result, _) => Common.Report(result, WeekReport.Of(
            [.. result.GetValue(daily)!.Select(load => new LoadResult(load, [.. Enumerable.Range(1, result.GetValue(seeds)).Select(seed => Both(load, seed, result.GetValue(rounds)))]))],
            result.GetValue(rounds))));
        return week;
    }

    private static (int Seed, WeekFigures Baseline, WeekFigures Dispatch) Both(int daily, int seed, int rounds)
    {
        var story = new WeekWriter(seed).Write(daily);
        return (seed, Figures(Field.Run(story, field => new NearestFree(field))), Figures(Field.Run(story, field => new LivePlan(field, story, rounds))));
    }

    private static WeekFigures Figures(WeekOutcome week) => HardRules.BrokenIn(week).ToList() is { Count: > 0 } broken
        ? throw new InvalidOperationException("Rules were broken: " + string.Join("; ", broken.Take(10)))
        : WeekFigures.Of(week);
}
