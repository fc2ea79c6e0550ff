using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary><c>bench -- posts</c>: single posts over many connections.</summary>
internal static class PostsCommand
{
    public static Command Make()
    {
        var connections = new Option<int>("--connections") { Description = "connections that post one ticket after the other", DefaultValueFactory = _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "how long is measured", DefaultValueFactory = _ => 20 };
        var posts = new Command("posts", "Single posts over many connections, and how soon somebody has a ticket meanwhile.")
        {
            Common.Database, connections, seconds, Common.Out, Common.Note,
        };
        posts.SetAction(result => Common.InFolder(async folder =>
        {
            var figures = new List<PostsFigures>();
            foreach (var database in Common.Databases(result))
            {
                using var server = Common.ServerFor(database, result);
                var data = server?.CreateDatabase() ?? Path.Combine(folder, "posts.db");
                figures.Add(await PostsBench.Run(database, data, folder, result.GetValue(connections), TimeSpan.FromSeconds(result.GetValue(seconds))));
            }
            await Common.Report(result, Write(figures, result.GetValue(connections), result.GetValue(seconds)));
        }));
        return posts;
    }

    private static string Write(List<PostsFigures> figures, int connections, int seconds)
    {
        var text = new StringBuilder().AppendLine("# Single posts").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            {connections} connections for {seconds} seconds, one ticket after the other on each; {Environment.ProcessorCount} processors, load generator on the same.
            The baseline are requests that ask for nothing but the caller's session, over the same connections. Assignments are watched meanwhile at a desk
            that has people free, by asking every 5 ms: from the 201 until the ticket is seen with its assignee.
            """).AppendLine();
        text.AppendLine("| database | empty requests/s | tickets/s | share | 201, ms: p50 | p99 | assigned, ms: p50 | p99 | watched |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var one in figures)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {one.Database} | {one.Empty:N0} | {one.Rate:N0} | {one.Rate / one.Empty:P0} | {one.P50:N1} | {one.P99:N1} | {one.Assigned50:N1} | {one.Assigned99:N1} | {one.Assignments:N0} |");
        text.AppendLine().AppendLine("Where the service's processor time goes, ms per ticket, all that follows from a ticket included (PostgreSQL's own is not the service's):").AppendLine();
        text.AppendLine("| database | all | HTTP: as much as an empty request | journal's writer | garbage collector | decisions, grains, feed, search, boards |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var one in figures)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {one.Database} | {one.PerTicket:F2} | {one.PerEmpty:F2} ({one.PerEmpty / one.PerTicket:P0}) | {one.Writing:F2} ({one.Writing / one.PerTicket:P0}) | {one.Collecting:F2} ({one.Collecting / one.PerTicket:P0}) | {Rest(one):F2} ({Rest(one) / one.PerTicket:P0}) |");
        return text.ToString();
    }

    private static double Rest(PostsFigures one) => one.PerTicket - one.PerEmpty - one.Writing - one.Collecting;
}
