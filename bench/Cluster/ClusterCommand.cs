using System.CommandLine;
using System.Globalization;
using System.Text;
using Dispatch.Tests.Shared;

namespace Dispatch.Bench;

/// <summary><c>bench -- cluster</c>: a cluster on Orleans beside one process on the Local engine.</summary>
internal static class ClusterCommand
{
    public static Command Make()
    {
        var tickets = new Option<int>("--tickets") { Description = "tickets in each bulk intake", DefaultValueFactory = _ => 20_000 };
        var rounds = new Option<int>("--rounds") { Description = "rounds of both deployments in turn; medians count", DefaultValueFactory = _ => 3 };
        var connections = new Option<int>("--connections") { Description = "bulk requests under way at once", DefaultValueFactory = _ => 4 };
        var posting = new Option<int>("--posting") { Description = "connections that post one ticket after the other", DefaultValueFactory = _ => 64 };
        var seconds = new Option<double>("--seconds") { Description = "how long they post", DefaultValueFactory = _ => 20 };
        var cluster = new Command("cluster", "Two API hosts and three silos on Orleans beside one process on the Local engine.")
        {
            tickets, rounds, connections, posting, seconds, Common.Out, Common.Note,
        };
        cluster.SetAction(async (result, _) =>
        {
            if (EngineBuild.IsMissing("api", "Dispatch.Api.dll"))
                return 2;
            await Common.InFolder(async folder =>
            {
                using var server = new PostgresServer(durable: true);
                var options = new ClusterBenchOptions(
                    result.GetValue(tickets), result.GetValue(rounds), result.GetValue(connections), result.GetValue(posting),
                    TimeSpan.FromSeconds(result.GetValue(seconds)), folder);
                await Common.Report(result, Write(options, await new ClusterBench(options, server).Run()));
            });
            return 0;
        });
        return cluster;
    }

    private static string Write(ClusterBenchOptions options, IReadOnlyList<ClusterRound> rounds)
    {
        var text = new StringBuilder().AppendLine("# A cluster beside one process").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Orleans with {ClusterBenchOptions.Hosts} API hosts and {ClusterBenchOptions.Silos} silos, each a process of its own on loopback, beside its baseline: the Local engine in one process.
            {options.Tickets:N0} tickets in bulk over {options.Connections} connections, then single posts over {options.Posting} connections for {options.Span.TotalSeconds:N0} s, spread over the API hosts; medians of {rounds.Count} rounds,
            deployments in turn on databases of their own of one PostgreSQL server. {Environment.ProcessorCount} processors, which all processes, PostgreSQL and the load generator share: what is
            seen is what the same work costs when it is spread over processes, not how much more several machines do. Processor time is the sum of all
            processes of the service, without PostgreSQL's own.
            """).AppendLine();
        text.AppendLine("| | Local, one process | Orleans, five processes | ratio |");
        text.AppendLine("|---|---|---|---|");
        Line("bulk intake, tickets/s", turn => turn.Bulk, "N0");
        Line("processor time per ticket until the answer, ms", turn => turn.During, "F2");
        Line("what follows from it, ms", turn => turn.After, "F2");
        Line("single posts, tickets/s", turn => turn.Posts, "N0");
        Line("201 of a single post, p50, ms", turn => turn.P50, "N1");
        Line("p99, ms", turn => turn.P99, "N1");
        Line("processor time per posted ticket, all that follows included, ms", turn => turn.PerPost, "F2");
        Line("processors busy while nobody calls", turn => turn.Idle, "F2");
        return text.ToString();

        void Line(string name, Func<ClusterTurn, double> figure, string format)
        {
            var (local, orleans) = (rounds.Median(round => figure(round.Local)), rounds.Median(round => figure(round.Orleans)));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {local.ToString(format, CultureInfo.InvariantCulture)} | {orleans.ToString(format, CultureInfo.InvariantCulture)} | {orleans / local:F2} |");
        }
    }
}
