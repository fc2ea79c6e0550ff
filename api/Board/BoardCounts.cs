using Dispatch.Grains.Journal;

namespace Dispatch.Api.Board;

/// <summary>Totals over the tickets of one scope, kept by adding and taking away rows as they change.</summary>
/// <param name="zone">Time zone whose midnight begins the day.</param>
public sealed class BoardCounts(TimeZoneInfo zone)
{
    private const int Minutes = 60;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(30);

    private readonly SortedDictionary<string, int> byStatus = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> byTeam = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset Due, string Id)> due = [];
    private readonly Dictionary<long, int> createdByMinute = [];
    private readonly HashSet<string> created = new(StringComparer.Ordinal);
    private readonly Queue<(long Minute, string Id)> createdInOrder = new();
    private readonly Dictionary<string, DateTimeOffset> resolved = new(StringComparer.Ordinal);
    private DateOnly today;
    private int breached;

    /// <summary>Whether a row's ticket is not over.</summary>
    public static bool IsLive(TicketRow row) => row.Status is "new" or "open" or "pending" or "resolved";

    /// <summary>Whether somebody still has to work on a row's ticket.</summary>
    public static bool IsOpen(TicketRow row) => row.Status is "new" or "open" or "pending";

    /// <summary>Replaces what a row counted for; either may be missing.</summary>
    public void Replace(TicketRow? before, TicketRow? after)
    {
        if (before is not null && IsLive(before))
            Count(before, -1);
        if (after is null)
            return;
        if (IsLive(after))
            Count(after, 1);
        NoteCreated(after);
        NoteResolved(after);
    }

    /// <summary>The totals at an instant.</summary>
    public BoardTotals At(DateTimeOffset now)
    {
        var dueSoon = due.GetViewBetween((now, ""), (now + Soon, "")).Count;
        return new(
            new SortedDictionary<string, int>(byStatus), new SortedDictionary<string, int>(byTeam), breached, dueSoon, CreatedUntil(now), ResolvedOn(now));
    }

    private void Count(TicketRow row, int sign)
    {
        Add(byStatus, row.Status, sign);
        if (!IsOpen(row))
            return;
        if (row.Team is { } team)
            Add(byTeam, team, sign);
        breached += row.Breached ? sign : 0;
        if (row.DueAt is not { } at)
            return;
        if (sign > 0)
            due.Add((at, row.Id));
        else
            due.Remove((at, row.Id));
    }

    private void NoteCreated(TicketRow row)
    {
        if (!created.Add(row.Id))
            return;
        var minute = MinuteOf(row.CreatedAt);
        createdByMinute[minute] = createdByMinute.GetValueOrDefault(minute) + 1;
        createdInOrder.Enqueue((minute, row.Id));
    }

    private void NoteResolved(TicketRow row)
    {
        if (row.ResolvedAt is { } at)
            resolved[row.Id] = at;
        else
            resolved.Remove(row.Id);
    }

    private int[] CreatedUntil(DateTimeOffset now)
    {
        var newest = MinuteOf(now);
        while (createdInOrder.TryPeek(out var oldest) && oldest.Minute <= newest - Minutes)
        {
            createdInOrder.Dequeue();
            created.Remove(oldest.Id);
            createdByMinute.Remove(oldest.Minute);
        }
        return [.. Enumerable.Range(1 - Minutes, Minutes).Select(back => createdByMinute.GetValueOrDefault(newest + back))];
    }

    private int ResolvedOn(DateTimeOffset now)
    {
        var date = DateOf(now);
        if (date != today)
        {
            today = date;
            foreach (var (id, at) in resolved.ToList())
            {
                if (DateOf(at) < date)
                    resolved.Remove(id);
            }
        }
        return resolved.Count;
    }

    private DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static long MinuteOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 60;

    private static void Add(SortedDictionary<string, int> counts, string key, int by)
    {
        var count = counts.GetValueOrDefault(key) + by;
        if (count is 0)
            counts.Remove(key);
        else
            counts[key] = count;
    }
}
