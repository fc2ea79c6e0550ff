using System.Text.Json;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Api.Demo;
using Dispatch.Api.Hosting;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>The database of a replay: marked as such when it is new, never one that holds anything else.</summary>
/// <param name="Clock">What the replay's clock shows first.</param>
/// <param name="Waiting">Tickets of the plan that are not in yet.</param>
/// <param name="IsResumed">Whether an earlier replay of the same is gone on with.</param>
public sealed record ReplayDatabase(DateTimeOffset Clock, IReadOnlyList<SourceTicket> Waiting, bool IsResumed)
{
    /// <summary>Time in which the company opens before the first ticket comes in.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromMinutes(5);

    private const string Mark = "replay/source";
    private const string MarkedKind = "replay-begun.v1";
    private const int LastEvents = 200;

    /// <summary>Makes the database ready for a plan.</summary>
    /// <exception cref="OperatorException">It is the service's own, or holds something else.</exception>
    public static async Task<ReplayDatabase> Prepare(DispatchOptions options, ReplayPlan plan, string? city, CancellationToken cancellationToken)
    {
        RefuseMain(options);
        var start = plan.Tickets[0].CreatedAt - Lead;
        using var opened = OpenedJournal.Open(Databases.JournalOf(options), TimeProvider.System);
        var journal = opened.Journal;
        if (await journal.Head(cancellationToken) is 0)
        {
            await new DemoDatabase(journal, options, new FixedTime(start)).Prepare(cancellationToken, city, live: true);
            await Write(journal, plan.Source, start, cancellationToken);
            return new(start, plan.Tickets, IsResumed: false);
        }
        var source = await SourceOf(journal, cancellationToken) ?? throw new OperatorException(Occupied(options));
        if (source != plan.Source)
            throw new OperatorException(Another(options, source));
        return new(await LastInstant(journal, start, cancellationToken), await NotIn(journal, plan.Tickets, cancellationToken), IsResumed: true);
    }

    /// <summary>Removes the database of an earlier replay, with its files and keys.</summary>
    /// <exception cref="OperatorException">It is none.</exception>
    public static async Task Remove(DispatchOptions options, CancellationToken cancellationToken)
    {
        RefuseMain(options);
        if (options.OnPostgres)
            throw new OperatorException(new("--anew 只用于 SQLite。请自行新建一个空的 PostgreSQL 数据库。", "--anew is for SQLite. Create an empty PostgreSQL database by yourself."));
        if (!File.Exists(options.Data))
            return;
        using (var opened = OpenedJournal.Open(Databases.JournalOf(options), TimeProvider.System))
        {
            if (await opened.Journal.Head(cancellationToken) > 0 && await SourceOf(opened.Journal, cancellationToken) is null)
                throw new OperatorException(Occupied(options));
        }
        foreach (var file in new[] { "", "-wal", "-shm" })
            File.Delete(options.Data + file);
        foreach (var folder in new[] { options.Files, options.Keys }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    private static void RefuseMain(DispatchOptions options)
    {
        foreach (var demo in new[] { "on", "off" })
        {
            var service = DispatchOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("demo", demo)]).Build());
            if (options.Data == service.Data)
                throw new OperatorException(new(
                    $"{Databases.NameOf(options)} 是服务自己的数据库，回放不能用它。请用 --data 指明另一个，或不写 --data。",
                    $"{Databases.NameOf(options)} is the database of the service itself: a replay may not use it. Name another with --data, or leave --data out."));
        }
    }

    private static LocalText Occupied(DispatchOptions options) => new(
        $"{Databases.NameOf(options)} 里已有其他数据，不是回放数据库。请用 --data 指明另一个。",
        $"{Databases.NameOf(options)} holds other data and is no replay's database. Name another with --data.");

    private static LocalText Another(DispatchOptions options, ReplaySource source) => new(
        $"{Databases.NameOf(options)} 里是另一个回放（映射 {source.Mapping}，--gather {source.Gather}，或文件已改动）。请用 --anew 重新开始，或用 --data 指明另一个。",
        $"{Databases.NameOf(options)} holds another replay (mapping {source.Mapping}, --gather {source.Gather}, or the file has changed). Start anew with --anew, or name another with --data.");

    private static async Task Write(IJournal journal, ReplaySource source, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(source, DispatchJson.Stored);
        await journal.Append(new(Mark, "replay", "company", ExpectedVersion: 0, [new(MarkedKind, at, body)], body, Shape: 1, WakeAt: null), cancellationToken);
    }

    private static async Task<ReplaySource?> SourceOf(IJournal journal, CancellationToken cancellationToken) =>
        await journal.Load(Mark, cancellationToken) is { } stored ? JsonSerializer.Deserialize<ReplaySource>(stored.State.Span, DispatchJson.Stored) : null;

    /// <summary>Where the clock had come to: events may carry the instant at which they were due, so the latest of the last ones counts.</summary>
    private static async Task<DateTimeOffset> LastInstant(IJournal journal, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var head = await journal.Head(cancellationToken);
        var last = await journal.ReadFeed(Math.Max(0, head - LastEvents), LastEvents, cancellationToken);
        return last.Select(each => each.At).Append(start).Max();
    }

    private static async Task<IReadOnlyList<SourceTicket>> NotIn(IJournal journal, IReadOnlyList<SourceTicket> tickets, CancellationToken cancellationToken)
    {
        var waiting = new List<SourceTicket>();
        foreach (var ticket in tickets)
        {
            if (await journal.FindKey($"channel:{ticket.Channel}", ticket.Reference, cancellationToken) is null)
                waiting.Add(ticket);
        }
        return waiting;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
