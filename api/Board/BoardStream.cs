using Dispatch.Grains.Journal;

namespace Dispatch.Api.Board;

/// <summary>What boards of one org scope see: totals, what changed since the last delta, and the deltas of the last half minute. Not thread-safe.</summary>
public sealed class BoardStream(string scope, string name, BoardCounts counts)
{
    /// <summary>Tickets in a snapshot at most.</summary>
    public const int MaxRows = 2_000;

    /// <summary>Tickets in one delta at most; the rest goes with the next.</summary>
    public const int MaxChanges = 400;

    private const int Remembered = 300;

    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private readonly Queue<BoardDelta> sent = new();
    private readonly HashSet<string> teams = new(StringComparer.Ordinal);
    private readonly HashSet<string> engineers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoardEngineer> sentEngineers = new(StringComparer.Ordinal);
    private readonly List<TickerItem> ticker = [];
    private BoardTotals? lastTotals;
    private DateTimeOffset totalsAt;

    /// <summary>Org path that bounds it.</summary>
    public string Scope { get; } = scope;

    /// <summary>Name of the stream; new whenever numbers start anew.</summary>
    public string Name { get; } = name;

    /// <summary>Position of the last delta.</summary>
    public long Seq { get; private set; }

    /// <summary>When somebody last looked.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>Notes that a ticket changed.</summary>
    public void Note(string id, TicketRow? before, TicketRow? after)
    {
        counts.Replace(before, after);
        changed.Add(id);
        if (before?.Team is { } former)
            teams.Add(former);
        foreach (var step in (before?.Waiting ?? []).Concat(after?.Waiting ?? []))
            teams.Add(step.Team);
    }

    /// <summary>Notes that a team changed.</summary>
    public void NoteTeam(string id) => teams.Add(id);

    /// <summary>Notes that an engineer changed.</summary>
    public void NoteEngineer(string id) => engineers.Add(id);

    /// <summary>Forgets what was sent of engineers: a board starts with a picture of its own.</summary>
    public void ForgetEngineers() => sentEngineers.Clear();

    /// <summary>Notes an event for the ticker.</summary>
    public void Note(TickerItem item) => ticker.Add(item);

    /// <summary>Counts a row without announcing it, when the stream starts.</summary>
    public void Count(TicketRow row) => counts.Replace(null, row);

    /// <summary>The totals now.</summary>
    public BoardTotals Totals(DateTimeOffset now) => counts.At(now);

    /// <summary>The next delta, or null when nothing changed.</summary>
    /// <param name="row">The present row of a ticket that is not over, or null.</param>
    public BoardDelta? Take(DateTimeOffset now, Func<string, TicketRow?> row, Func<string, BoardTeam?> team, Func<string, BoardEngineer?> engineer)
    {
        var totals = TotalsIfDue(now);
        var moved = TakeKnown(engineers, engineer).Where(IsNews).ToList();
        if (changed.Count is 0 && teams.Count is 0 && moved.Count is 0 && ticker.Count is 0 && totals is null)
            return null;
        var (rows, gone) = TakeRows(row);
        var delta = new BoardDelta(Name, Seq, Seq + 1, now)
        {
            Rows = NullIfEmpty(rows),
            Gone = NullIfEmpty(gone),
            Totals = totals,
            Teams = NullIfEmpty(TakeKnown(teams, team)),
            Engineers = NullIfEmpty(moved),
            Ticker = NullIfEmpty<TickerItem>([.. ticker]),
        };
        ticker.Clear();
        Seq = delta.Seq;
        sent.Enqueue(delta);
        if (sent.Count > Remembered)
            sent.Dequeue();
        return delta;
    }

    /// <summary>The deltas after a position, or null when they are no longer remembered.</summary>
    public IReadOnlyList<BoardDelta>? Since(BoardPosition position)
    {
        if (position.Stream != Name || position.Seq > Seq)
            return null;
        if (position.Seq == Seq)
            return [];
        return sent.TryPeek(out var oldest) && oldest.Prev <= position.Seq ? [.. sent.Where(delta => delta.Seq > position.Seq)] : null;
    }

    /// <summary>Whether something about an engineer is another than was sent; then it counts as sent.</summary>
    private bool IsNews(BoardEngineer engineer)
    {
        if (sentEngineers.TryGetValue(engineer.Id, out var sent) && sent == engineer)
            return false;
        sentEngineers[engineer.Id] = engineer;
        return true;
    }

    /// <summary>Totals go along when something changed, and once a second because time moves deadlines.</summary>
    private BoardTotals? TotalsIfDue(DateTimeOffset now)
    {
        if (changed.Count is 0 && now - totalsAt < TimeSpan.FromSeconds(1))
            return null;
        totalsAt = now;
        var totals = counts.At(now);
        if (lastTotals is not null && Same(totals, lastTotals))
            return null;
        return lastTotals = totals;
    }

    private (List<BoardTicket> Rows, List<string> Gone) TakeRows(Func<string, TicketRow?> row)
    {
        var (rows, gone) = (new List<BoardTicket>(), new List<string>());
        foreach (var id in changed.Take(MaxChanges).ToList())
        {
            changed.Remove(id);
            if (row(id) is { } present)
                rows.Add(BoardTicket.Of(present));
            else
                gone.Add(id);
        }
        return (rows, gone);
    }

    private static List<T> TakeKnown<T>(HashSet<string> ids, Func<string, T?> find) where T : class
    {
        var known = ids.Select(find).OfType<T>().ToList();
        ids.Clear();
        return known;
    }

    private static bool Same(BoardTotals a, BoardTotals b) =>
        a.Breached == b.Breached && a.DueSoon == b.DueSoon && a.ResolvedToday == b.ResolvedToday
        && a.CreatedLastHour.SequenceEqual(b.CreatedLastHour) && a.OpenByStatus.SequenceEqual(b.OpenByStatus) && a.OpenByTeam.SequenceEqual(b.OpenByTeam);

    private static List<T>? NullIfEmpty<T>(List<T> items) => items.Count is 0 ? null : items;
}
