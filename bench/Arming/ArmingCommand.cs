using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Tests.Shared;
using Quartz;

namespace Dispatch.Bench;

/// <summary><c>bench -- arming</c>: arming a clock and cancelling it, beside a trigger of Quartz.NET.</summary>
internal static class ArmingCommand
{
    public static Command Make()
    {
        var callers = new Option<int>("--callers") { Description = "callers at once, each waiting for its own", DefaultValueFactory = _ => 1_000 };
        var seconds = new Option<double>("--seconds") { Description = "how long each is measured in a round", DefaultValueFactory = _ => 10 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of all in turn; medians count", DefaultValueFactory = _ => 5 };
        var arming = new Command("arming", "Arming a clock and cancelling it, beside a trigger of Quartz.NET on the same PostgreSQL.") { callers, seconds, rounds, Common.Out, Common.Note };
        arming.SetAction(async (result, _) =>
        {
            using var server = new PostgresServer(durable: true);
            var lines = new List<(int Callers, IReadOnlyList<ArmingRound> Rounds)>();
            foreach (var count in new[] { 1, result.GetValue(callers) })
                lines.Add((count, await new ArmingBench(server, count, TimeSpan.FromSeconds(result.GetValue(seconds))).Run(result.GetValue(rounds))));
            await Common.Report(result, Write(lines, result.GetValue(seconds), result.GetValue(rounds)));
            return 0;
        });
        return arming;
    }

    private static string Write(List<(int Callers, IReadOnlyList<ArmingRound> Rounds)> lines, double seconds, int rounds)
    {
        var text = new StringBuilder().AppendLine("# Arming and cancelling a clock").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Callers that each arm a clock a day ahead, wait until it is durable, cancel it, wait again, and begin anew, for {seconds} s; medians of {rounds} rounds, all in
            turn, on the same PostgreSQL with its defaults, a database each; {Environment.ProcessorCount} processors, load generator on the same.
            The baseline is Quartz.NET {typeof(IScheduler).Assembly.GetName().Version!.ToString(3)} with `JobStoreTX`.
            """).AppendLine();
        text.AppendLine("| callers | | clocks/s | beside the baseline | p50 of both, ms | p99, ms |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var (callers, measured) in lines)
        {
            Line(callers, measured, "Quartz: `ScheduleJob` of a trigger, `UnscheduleJob`", round => round.Quartz);
            Line(callers, measured, "a wake-up alone: two commits of snapshot and `wake_at`", round => round.Clocks);
            Line(callers, measured, "commands: two commits of event, snapshot, `wake_at` and list row", round => round.Commands);
        }
        text.AppendLine().AppendLine("""
            What each does. Quartz writes a row of a trigger and one of its schedule, and deletes both; all triggers are of one durable job, which exists already, so that
            no job is written; its scheduler runs and is told of each trigger. It is not clustered, so its lock is one in the process; each call is a transaction
            of its own. Dispatch rewrites the row of a ticket that exists, snapshot of 1,000 bytes included, with another wake-up; one writer puts the commits of
            all callers that wait into one transaction; its clock runs and is told of each commit. A single caller waits for one sync of the disk per call in either.
            """);
        return text.ToString();

        void Line(int callers, IReadOnlyList<ArmingRound> measured, string name, Func<ArmingRound, ArmingFigures> of)
        {
            double Of(Func<ArmingFigures, double> figure) => measured.Median(round => figure(of(round)));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {callers:N0} | {name} | {Of(each => each.Rate):N0} | {Of(each => each.Rate) / measured.Median(round => round.Quartz.Rate):F1} × | {Of(each => each.P50):N1} | {Of(each => each.P99):N1} |");
        }
    }
}
