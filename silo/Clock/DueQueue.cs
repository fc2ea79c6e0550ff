using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Clock;

/// <summary>The near future in memory: which entity is to be woken when, earliest first, never two wakes of one entity at once.</summary>
/// <remarks>Not thread-safe: the clock guards it.</remarks>
/// <param name="time">The clock of the instants; waits are the machine's.</param>
internal sealed class DueQueue(ClockOptions options, TimeProvider time)
{
    private static readonly TimeSpan RememberUnchanged = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(Entry Entry, long Setting), (DateTimeOffset At, DateTimeOffset Due, string Id)> order = new(Earliest.First);

    /// <summary>Entities it knows of, those included whose wake is under way.</summary>
    public int Count => entries.Count;

    /// <summary>Wakes under way.</summary>
    public int Running { get; private set; }

    /// <summary>When the next wake is to start, or null.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (order.TryPeek(out var head, out var place))
            {
                if (head.Entry.Setting == head.Setting)
                    return place.At;
                order.Dequeue();
            }
            return null;
        }
    }

    /// <summary>A commit moved an entity's wake-up: the news counts at once.</summary>
    public void Move(DueEntity due, DateTimeOffset horizon)
    {
        entries.TryGetValue(due.EntityId, out var entry);
        if (due.WakeAt is not { } wakeAt || wakeAt > horizon)
        {
            if (entry is { })
                Forget(entry);
            return;
        }
        if (entry is null)
            entries.Add(due.EntityId, entry = new(due));
        else if (entry.Due.WakeAt == wakeAt && !entry.Unchanged)
            return; // and while its wake is under way: a commit that moves nothing must not wake again at once
        (entry.Due, entry.Attempts, entry.NotBefore) = (due, 0, default);
        (entry.Moved, entry.Unchanged) = (entry.Running, false);
        Enqueue(entry);
    }

    /// <summary>The index says that an entity is due: news only when it says something else than is known.</summary>
    public void Read(DueEntity due)
    {
        if (!entries.TryGetValue(due.EntityId, out var entry))
            entries.Add(due.EntityId, entry = new(due));
        else if (entry.Running)
            return;
        else if (entry.Due.WakeAt != due.WakeAt)
            (entry.Due, entry.Attempts, entry.NotBefore) = (due, 0, default);
        else if (!entry.Unchanged)
            return;
        entry.Unchanged = false;
        Enqueue(entry);
    }

    /// <summary>Takes the next entity whose time has come; null when there is none or enough wakes are under way.</summary>
    public DueEntity? Start(DateTimeOffset now)
    {
        if (Running >= options.Concurrency || Next is not { } next || next > now)
            return null;
        var entry = order.Dequeue().Entry;
        (entry.Running, entry.Moved, entry.Setting) = (true, false, entry.Setting + 1);
        Running++;
        return entry.Due;
    }

    /// <summary>A wake has ended. When it failed, or nothing of it moved the wake-up, it is tried again later and ever later.</summary>
    public void End(DueEntity woken, bool succeeded, DateTimeOffset now)
    {
        Running--;
        var entry = entries[woken.EntityId];
        entry.Running = false;
        if (entry.Moved)
        {
            if (entry.Due.WakeAt is null)
                entries.Remove(woken.EntityId);
            else
                Enqueue(entry);
            return;
        }
        entry.NotBefore = now + Backoff(entry.Attempts++);
        // After a success the index decides whether there is still something to do: another process may have moved it.
        entry.Unchanged = succeeded;
        if (!succeeded)
            Enqueue(entry);
    }

    /// <summary>Forgets entities that were woken, and that the index has not mentioned since.</summary>
    public void Tidy(DateTimeOffset now)
    {
        foreach (var entry in entries.Values.Where(entry => entry.Unchanged && entry.NotBefore + time.WhileMachineWaits(RememberUnchanged) < now).ToList())
            Forget(entry);
    }

    private void Forget(Entry entry)
    {
        entry.Setting++;
        if (entry.Running)
            (entry.Due, entry.Moved) = (entry.Due with { WakeAt = null }, true);
        else
            entries.Remove(entry.Due.EntityId);
    }

    private void Enqueue(Entry entry)
    {
        if (entry.Running)
            return;
        entry.Setting++;
        var due = entry.Due.WakeAt!.Value;
        order.Enqueue((entry, entry.Setting), (due > entry.NotBefore ? due : entry.NotBefore, due, entry.Due.EntityId));
    }

    private TimeSpan Backoff(int attempts)
    {
        var wait = options.FirstRetry * Math.Pow(2, Math.Min(attempts, 20));
        return time.WhileMachineWaits(wait < options.LongestRetry ? wait : options.LongestRetry);
    }

    private sealed class Entry(DueEntity due)
    {
        public DueEntity Due { get; set; } = due;

        public DateTimeOffset NotBefore { get; set; }

        public int Attempts { get; set; }

        public bool Running { get; set; }

        /// <summary>A commit moved the wake-up while the wake was under way.</summary>
        public bool Moved { get; set; }

        /// <summary>The last wake succeeded and moved nothing.</summary>
        public bool Unchanged { get; set; }

        /// <summary>Which of its places in the queue counts; a moved entry leaves its old places behind.</summary>
        public long Setting { get; set; }
    }

    private sealed class Earliest : IComparer<(DateTimeOffset At, DateTimeOffset Due, string Id)>
    {
        public static readonly Earliest First = new();

        public int Compare((DateTimeOffset At, DateTimeOffset Due, string Id) x, (DateTimeOffset At, DateTimeOffset Due, string Id) y)
        {
            var byTime = x.At.CompareTo(y.At) is not 0 and var at ? at : x.Due.CompareTo(y.Due);
            return byTime is not 0 ? byTime : string.CompareOrdinal(x.Id, y.Id);
        }
    }
}
