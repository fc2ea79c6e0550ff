namespace Dispatch.Planning.Solving;

/// <summary>Between which instants jobs that are linked to others begin, for as long as they are in the plan: so much, and no more, routes know of each other.</summary>
/// <remarks>
/// A crew begins at one instant. What waits does not begin before the instant at which it could when it went in, and what it waits for has ended by then:
/// that instant lies between both, so that each route may change without a look at the other.
/// </remarks>
internal sealed class StartBounds
{
    private readonly List<(int Job, long From, long Until)> changes = [];

    public StartBounds(int jobs)
    {
        (From, Until) = (new long[jobs], new long[jobs]);
        Array.Fill(From, -Units.Never);
        Array.Fill(Until, Units.Never - 1);
    }

    /// <summary>First start.</summary>
    public long[] From { get; }

    /// <summary>Last start.</summary>
    public long[] Until { get; }

    /// <summary>Whether there is any bound.</summary>
    public bool Binds(int job) => From[job] > -Units.Never || Until[job] < Units.Never - 1;

    /// <summary>Sets a job's bounds so that it can be taken back.</summary>
    public void Set(int job, long from, long until)
    {
        changes.Add((job, From[job], Until[job]));
        (From[job], Until[job]) = (from, until);
    }

    /// <summary>Sets them for a job that is in no route, for a trial.</summary>
    public void Try(int job, long from, long until) => (From[job], Until[job]) = (from, until);

    /// <summary>Frees a job that is in no route, after a trial.</summary>
    public void Free(int job) => Try(job, -Units.Never, Units.Never - 1);

    /// <summary>How many changes there were: something to take back to.</summary>
    public int Mark => changes.Count;

    /// <summary>Forgets what the bounds were.</summary>
    public void Begin() => changes.Clear();

    /// <summary>Takes back all changes since a mark.</summary>
    public void TakeBack(int mark)
    {
        for (var i = changes.Count - 1; i >= mark; i--)
            (From[changes[i].Job], Until[changes[i].Job]) = (changes[i].From, changes[i].Until);
        changes.RemoveRange(mark, changes.Count - mark);
    }

    public void CopyFrom(StartBounds other)
    {
        other.From.CopyTo(From, 0);
        other.Until.CopyTo(Until, 0);
    }
}

/// <summary>When a job may begin. A type argument, so that routes without bounds are reckoned as if there were no such thing.</summary>
internal interface IStarts
{
    /// <inheritdoc cref="EngineerType.StartAt" />
    long At(EngineerType type, int job, long arrival);

    /// <inheritdoc cref="EngineerType.StartBy" />
    long By(EngineerType type, int job, long limit);
}

/// <summary>Whenever hours and windows allow.</summary>
internal readonly struct FreeStarts : IStarts
{
    public long At(EngineerType type, int job, long arrival) => type.StartAt(job, arrival);

    public long By(EngineerType type, int job, long limit) => type.StartBy(job, limit);
}

/// <summary>Inside its bounds as well.</summary>
internal readonly struct BoundStarts(StartBounds bounds) : IStarts
{
    public long At(EngineerType type, int job, long arrival) =>
        type.StartAt(job, Math.Max(arrival, bounds.From[job])) is var start && start <= bounds.Until[job] ? start : Units.Never;

    public long By(EngineerType type, int job, long limit) => type.StartBy(job, Math.Min(limit, bounds.Until[job]));
}
