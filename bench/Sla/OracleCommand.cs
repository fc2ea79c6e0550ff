using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Tests.Core.Sla;

namespace Dispatch.Bench;

/// <summary><c>bench -- oracle</c>: deadlines of random calendars, starts, budgets and pauses beside an oracle that counts minute by minute.</summary>
internal static class OracleCommand
{
    public static Command Make()
    {
        var cases = new Option<int>("--cases") { Description = "random cases, by seed from 0", DefaultValueFactory = _ => 1_000_000 };
        var oracle = new Command("oracle", "Deadlines beside an oracle that counts minute by minute on the wall clock.") { cases, Common.Out, Common.Note };
        oracle.SetAction(async (result, _) =>
        {
            var (count, watch) = (result.GetValue(cases), Stopwatch.StartNew());
            var mismatches = CalendarOracle.Mismatches(first: 0, count);
            await Common.Report(result, string.Create(CultureInfo.InvariantCulture, $"""
                # Deadlines beside the oracle

                {count:N0} random cases, seeds from 0: calendars with split shifts, night shifts, holidays and dated exceptions in eight time zones around changes of
                the clocks, budgets of up to fifty working hours to the millisecond, up to four overlapping pauses. The oracle looks at the wall clock every minute, and
                every millisecond where a pause or the budget ends.

                | cases | mismatches | seconds |
                |---|---|---|
                | {count:N0} | {mismatches.Count} | {watch.Elapsed.TotalSeconds:N0} |

                """));
            foreach (var seed in mismatches.Take(10))
                Console.WriteLine($"seed {seed} differs");
            return mismatches.Count is 0 ? 0 : 1;
        });
        return oracle;
    }
}
