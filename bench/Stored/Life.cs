using System.Text;
using Dispatch.Grains.Journal;

namespace Dispatch.Bench.Stored;

/// <summary>What names one ticket among others that took the same course.</summary>
internal sealed record TicketNames(string Id, string Number, string Customer, string ExternalRef, string OrderNumber, string Key, string Correlation);

/// <summary>A life's words under other names, and how much later it took place.</summary>
internal sealed record Stamp(TicketNames Names, TimeSpan Later, Dictionary<string, string> Words, byte[][] Bytes);

/// <summary>All commits of a real ticket from intake to closing, ready to be written for other tickets: other ids, keys, customer and instants, the same course.</summary>
internal sealed class Life
{
    private readonly IReadOnlyList<Commit> commits;
    private readonly List<(Form State, Form[] Events, Form[] Outbox)> forms = [];
    private readonly string[] words;
    private readonly (string Id, DateTimeOffset At)[] texts;
    private readonly TicketRow first;
    private readonly TicketRow last;

    public Life(IReadOnlyList<Commit> commits)
    {
        this.commits = commits;
        (first, last) = (commits[0].Row!, commits.Last(commit => commit.Row is not null).Row!);
        texts = [.. commits.SelectMany(commit => commit.Content.Select(content => (content.Id, commit.Events[^1].At))).Where(text => !text.Id.StartsWith(first.Id, StringComparison.Ordinal))];
        words = [first.Id, first.Number, first.Customer!, first.ExternalRef!, first.OrderNumber!, .. texts.Select(text => text.Id)];
        foreach (var commit in commits)
            forms.Add((new(commit.State, words), [.. commit.Events.Select(each => new Form(each.Body, words))], [.. commit.Outbox.Select(each => new Form(each.Body, words))]));
        Intake = commits.TakeWhile(commit => commit.Row is not ({ Assignee: { } } or { Engineer: { } })).Count() + 1;
    }

    /// <summary>How many commits there are.</summary>
    public int Count => commits.Count;

    /// <summary>How many of them take the ticket in, until somebody has it.</summary>
    public int Intake { get; }

    /// <summary>When the ticket came in, and when its last commit was.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span => (first.CreatedAt, commits[^1].Events[^1].At);

    /// <summary>The commits after which the ticket waited with a deadline, each with when it was and until when nothing happened.</summary>
    public IEnumerable<(int Count, DateTimeOffset Since, DateTimeOffset Until)> Waits =>
        from n in Enumerable.Range(0, commits.Count - 1)
        where commits[n] is { WakeAt: { }, Row: { ClosedAt: null, ResolvedAt: null, DueAt: { } }, Events.Count: > 0 } && commits[n + 1].Events.Count > 0
        select (n + 1, commits[n].Events[^1].At, commits[n].WakeAt!.Value);

    /// <summary>Product and texts by which search finds a ticket of this life.</summary>
    public IEnumerable<string?> SearchedTexts =>
        [first.Product, .. commits.SelectMany(commit => commit.Content).Where(text => last.ContentIds.Contains(text.Id)).Select(text => text.Text)];

    /// <summary>The life under other names.</summary>
    /// <param name="nextId">Makes ids of texts for an instant.</param>
    public Stamp StampFor(TicketNames names, TimeSpan later, Func<DateTimeOffset, string> nextId)
    {
        var others = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [first.Id] = names.Id, [first.Number] = names.Number, [first.Customer!] = names.Customer,
            [first.ExternalRef!] = names.ExternalRef, [first.OrderNumber!] = names.OrderNumber,
        };
        foreach (var (id, at) in texts)
            others[id] = nextId(at + later);
        return new(names, later, others, [.. words.Select(word => Encoding.UTF8.GetBytes(others[word]))]);
    }

    /// <summary>Some commits of the life under a stamp.</summary>
    public IReadOnlyList<Commit> Commits(Stamp stamp, Range range)
    {
        var (from, count) = range.GetOffsetAndLength(commits.Count);
        return [.. Enumerable.Range(from, count).Select(n => Stamped(commits[n], forms[n], stamp))];
    }

    private Commit Stamped(Commit commit, (Form State, Form[] Events, Form[] Outbox) form, Stamp stamp) => commit with
    {
        EntityId = $"{commit.Kind}/{stamp.Names.Id}",
        Events = [.. commit.Events.Select((each, n) => each with { At = each.At + stamp.Later, Body = form.Events[n].Fill(stamp) })],
        State = form.State.Fill(stamp),
        WakeAt = commit.WakeAt + stamp.Later,
        Origin = commit.Origin with { Correlation = stamp.Names.Correlation },
        Outbox = [.. commit.Outbox.Select((each, n) => new OutboxMessage(
            IdOf(each.Id, stamp), each.Channel, each.NotBefore + stamp.Later, form.Outbox[n].Fill(stamp)))],
        Keys = [.. commit.Keys.Select(key => key.ExpiresAt is null
            ? key with { Key = stamp.Names.ExternalRef }
            : key with { Key = stamp.Names.Key, ExpiresAt = key.ExpiresAt + stamp.Later })],
        Content = [.. commit.Content.Select(text => text with { Id = IdOf(text.Id, stamp), Subject = text.Subject is null ? null : stamp.Names.Customer })],
        Row = commit.Row is { } row ? Stamped(row, stamp) : null,
    };

    private TicketRow Stamped(TicketRow row, Stamp stamp) => row with
    {
        Id = stamp.Names.Id, Number = stamp.Names.Number, Customer = stamp.Names.Customer,
        ExternalRef = stamp.Names.ExternalRef, OrderNumber = stamp.Names.OrderNumber,
        CreatedAt = row.CreatedAt + stamp.Later, UpdatedAt = row.UpdatedAt + stamp.Later, DueAt = row.DueAt + stamp.Later,
        ResolvedAt = row.ResolvedAt + stamp.Later, ClosedAt = row.ClosedAt + stamp.Later, RespondedAt = row.RespondedAt + stamp.Later,
        Waiting = [.. row.Waiting.Select(step => step with { Since = step.Since + stamp.Later })],
        ContentIds = [.. row.ContentIds.Select(id => IdOf(id, stamp))],
    };

    // Some ids are made of the ticket's own.
    private string IdOf(string id, Stamp stamp) =>
        stamp.Words.TryGetValue(id, out var other) ? other : id.Replace(first.Id, stamp.Names.Id, StringComparison.Ordinal);
}
