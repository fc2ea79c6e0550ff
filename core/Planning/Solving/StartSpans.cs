namespace Dispatch.Planning.Solving;

/// <summary>Works out when an engineer could begin each job: inside a window, with all of the work inside one stretch of his hours.</summary>
internal sealed class StartSpans(EngineerType type, DateTimeOffset origin, int jobs)
{
    private readonly int[] at = new int[jobs + 1];
    private readonly List<(long From, long Until)> spans = [];

    /// <summary>Adds the next job's spans.</summary>
    /// <param name="pinned">The only start, if it is pinned.</param>
    /// <returns>Whether there is any.</returns>
    public bool Add(int job, IReadOnlyList<Window> windows, DateTimeOffset? pinned)
    {
        var before = spans.Count;
        foreach (var (from, until) in Merged(windows, pinned))
        {
            for (var i = 0; i < type.From.Length; i++)
            {
                var (first, last) = (Math.Max(from, type.From[i]), Math.Min(until, type.Until[i] - type.Duration[job]));
                if (first <= last)
                    spans.Add((first, last));
            }
        }
        spans.Sort(before, spans.Count - before, null);
        at[job + 1] = spans.Count;
        (type.First[job], type.Last[job]) = spans.Count > before ? (spans[before].From, spans[^1].Until) : (Units.Never, -Units.Never);
        return spans.Count > before;
    }

    /// <summary>Hands the spans over, once every job has been added.</summary>
    public void Fill() => (type.SpanAt, type.SpanFrom, type.SpanUntil) = (at, [.. spans.Select(span => span.From)], [.. spans.Select(span => span.Until)]);

    private List<(long From, long Until)> Merged(IReadOnlyList<Window> windows, DateTimeOffset? pinned)
    {
        if (pinned is { } start)
            return [(Units.Between(origin, start), Units.Between(origin, start))];
        if (windows.Count is 0)
            return [(-Units.Never, Units.Never)];
        return [.. Window.Joined(windows).Select(window => (Units.Between(origin, window.From), Units.Between(origin, window.Until)))];
    }
}
