using System.CommandLine;
using Dispatch.Matching;

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
        var delay = new Option<long>("--delay-hour")
        {
            Description = "what an hour's wait weighs where somebody is chosen, in minor units; an hour of travel weighs 6,000", DefaultValueFactory = _ => DispatchPrices.Shipped.DelayHour,
        };
        var week = new Command("week", "A week of field visits, dispatched by the nearest free engineer and by Dispatch.") { daily, seeds, rounds, delay, Common.Out, Common.Note };
        week.SetAction((result, _) =>
        {
            var (prices, searched) = (DispatchPrices.Shipped with { DelayHour = result.GetValue(delay) }, result.GetValue(rounds));
            return Common.Report(result, WeekReport.Of(
                [.. result.GetValue(daily)!.Select(load => new LoadResult(load, [.. Enumerable.Range(1, result.GetValue(seeds)).Select(seed => Both(load, seed, prices, searched))]))],
                searched));
        });
        return week;
    }

    private static (int Seed, WeekFigures Baseline, WeekFigures Dispatch) Both(int daily, int seed, DispatchPrices prices, int rounds)
    {
        var story = new WeekWriter(seed).Write(daily);
        return (seed, Figures(Field.Run(story, field => new NearestFree(field))), Figures(Field.Run(story, field => new LivePlan(field, story, prices, rounds))));
    }

    private static WeekFigures Figures(WeekOutcome week) => HardRules.BrokenIn(week).ToList() is { Count: > 0 } broken
        ? throw new InvalidOperationException("Rules were broken: " + string.Join("; ", broken.Take(10)))
        : WeekFigures.Of(week);
}
