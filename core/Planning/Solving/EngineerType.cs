namespace Dispatch.Planning.Solving;

/// <summary>Engineers alike in everything that a plan asks: hours, places, prices, and what each job is to them.</summary>
internal sealed class EngineerType(int number, int jobs, int parts)
{
    /// <summary>One fixed-point unit of speed: the travel model's.</summary>
    public const long SteadySpeed = 1 << 16;

    public readonly int Number = number;
    public required int Start { get; init; }
    public required int End { get; init; }

    /// <summary>Factor on travel times, in fixed point.</summary>
    public required long Slowness { get; init; }

    public required long TravelHour { get; init; }
    public required long WorkingHour { get; init; }
    public required long OvertimeHour { get; init; }

    /// <summary>When overtime begins.</summary>
    public required long ShiftEnd { get; init; }

    /// <summary>Working hours; the last stretch includes the overtime allowed.</summary>
    public required long[] From { get; init; }

    /// <inheritdoc cref="From" />
    public required long[] Until { get; init; }

    public required int MaxVisits { get; init; }

    /// <summary>How much of each part he has.</summary>
    public readonly long[] Stock = new long[parts];

    /// <summary>What it costs that he does a job, whenever; negative when he cannot: one of <see cref="Unfit"/>, with its sign turned.</summary>
    public readonly long[] Fit = new long[jobs];

    /// <summary>Whether he has to call at the depot before.</summary>
    public readonly bool[] LacksTools = new bool[jobs];

    public readonly long[] Duration = new long[jobs];

    /// <summary>Starts that his hours and the job's windows allow: spans in order, each job's from <c>SpanAt[u]</c> to <c>SpanAt[u + 1]</c>.</summary>
    public int[] SpanAt = [];

    /// <inheritdoc cref="SpanAt" />
    public long[] SpanFrom = [];

    /// <inheritdoc cref="SpanAt" />
    public long[] SpanUntil = [];

    /// <summary>First and last start of all spans.</summary>
    public readonly long[] First = new long[jobs];

    /// <inheritdoc cref="First" />
    public readonly long[] Last = new long[jobs];

    private bool HasBreaks => From.Length > 1;

    /// <summary>Whether paid time may be reckoned by <see cref="WorkingTimes"/>.</summary>
    public bool WorkingIsPlain { get; private set; }

    /// <summary>Decides <see cref="WorkingIsPlain"/>, once all spans are known.</summary>
    /// <param name="timed">Whether any job costs something by when it is done, or is bound to others.</param>
    public void Settle(bool timed)
    {
        WorkingIsPlain = WorkingHour > 0 && !HasBreaks && !timed;
        for (var job = 0; job + 1 < SpanAt.Length; job++)
            WorkingIsPlain &= SpanAt[job + 1] - SpanAt[job] <= 1;
    }

    /// <summary>Whether a job's time is simple: no breaks, no speed of his own, one span of starts, and waiting costs nothing.</summary>
    public bool IsPlainFor(int job) => !HasBreaks && Slowness is SteadySpeed && WorkingHour is 0 && SpanAt[job + 1] - SpanAt[job] is 1;

    public long Way(int matrix) => Slowness is SteadySpeed ? matrix : (matrix * Slowness + SteadySpeed - 1) >> 16;

    /// <summary>When a way ends that begins then; breaks interrupt it.</summary>
    public long Arrive(long departure, long way)
    {
        if (!HasBreaks)
            return departure + way;
        for (var i = 0; i < From.Length; i++)
        {
            var begin = Math.Max(departure, From[i]);
            if (begin > Until[i])
                continue;
            if (begin + way <= Until[i])
                return begin + way;
            way -= Until[i] - begin;
        }
        return Units.Never;
    }

    /// <summary>The latest departure that arrives by then; the inverse of <see cref="Arrive"/>.</summary>
    public long LeaveBy(long arrival, long way)
    {
        if (!HasBreaks)
            return arrival - way;
        for (var i = From.Length - 1; i >= 0; i--)
        {
            var end = Math.Min(arrival, Until[i]);
            if (end < From[i])
                continue;
            if (end - way >= From[i])
                return end - way;
            way -= end - From[i];
        }
        return -Units.Never;
    }

    /// <summary>The earliest start of a job once he is there; <see cref="Units.Never"/> when it is too late.</summary>
    public long StartAt(int job, long arrival)
    {
        if (arrival > Last[job])
            return Units.Never;
        if (arrival <= First[job])
            return First[job];
        var (i, end) = (SpanAt[job], SpanAt[job + 1]);
        if (end - i is 1)
            return arrival;
        while (arrival > SpanUntil[i])
            i++;
        return Math.Max(arrival, SpanFrom[i]);
    }

    /// <summary>The latest start of a job that is not after the limit; far in the past when there is none.</summary>
    public long StartBy(int job, long limit)
    {
        if (limit < First[job])
            return -Units.Never;
        if (limit >= Last[job])
            return Last[job];
        var (i, end) = (SpanAt[job], SpanAt[job + 1]);
        if (end - i is 1)
            return limit;
        for (i = end - 1; SpanFrom[i] > limit; i--)
        {
        }
        return Math.Min(limit, SpanUntil[i]);
    }
}

/// <summary>Why no engineer of a type can ever do a job.</summary>
internal enum Unfit
{
    None, PinnedElsewhere, PinOutsideWindow, Zone, Customer, Skill, SkillLevel, Tool, Parts, Load, Hours,
}
