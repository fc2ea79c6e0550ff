using System.Text.Json.Serialization;
using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>How far a visit is; the order is the order of life.</summary>
public enum VisitState { Held, Confirmed, Accepted, Departed, Arrived, Done }

/// <summary>One visit in an engineer's day.</summary>
/// <param name="Job">Key of the job, <c>{ticket}/{work order}</c>.</param>
/// <param name="Attempt">Which of the ticket's attempts at booking the job made it, so that late messages of older ones change nothing.</param>
/// <param name="Stop">Where and when, as promised.</param>
/// <param name="ExpiresAt">When the hold lapses, or by when the engineer has to accept; null when nothing is awaited.</param>
public sealed record Visit(string Job, int Attempt, Stop Stop, VisitState State, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Attempt whose promise a hold is to take the place of: it is lost when the hold lapses. Null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Replaces { get; init; }

    /// <summary>Whether it is to stay where it is when the day is improved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Pinned { get; init; }

    /// <summary>When the engineer set out.</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>When he was there.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When he was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>Why a day gave up a visit of its own accord.</summary>
public enum VisitLossCause
{
    /// <summary>The engineer did not accept in time.</summary>
    NotAccepted,

    /// <summary>His hours changed, or he is absent.</summary>
    Withdrawn,
}

/// <summary>A visit that the day gave up and of which its ticket has to hear.</summary>
public sealed record VisitLoss(string Job, int Attempt, VisitLossCause Cause);

/// <summary>One engineer's date: the fence that no two visits share his time. Dates are those of his shift's begin, on his wall clock.</summary>
public sealed record EngineerDay(string Engineer, DateOnly Date) : IEntity<EngineerDay, EngineerDayEvent>
{
    /// <inheritdoc />
    public static string Kind => "engineer-day";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    /// <param name="id"><c>{engineer}/{yyyy-MM-dd}</c>.</param>
    public static EngineerDay Initial(string id)
    {
        var slash = id.LastIndexOf('/');
        return new(id[..slash], DateOnly.ParseExact(id.AsSpan(slash + 1), "yyyy-MM-dd"));
    }

    /// <inheritdoc />
    public string Org { get; init; } = "";

    /// <summary>What the day allows; null until its first visit.</summary>
    public DayTerms? Terms { get; init; }

    /// <summary>Visits that hold or held time, in order of their start; lapsed, declined and released ones are gone.</summary>
    public IReadOnlyList<Visit> Visits { get; init; } = [];

    /// <summary>Losses that their tickets have not acknowledged.</summary>
    public IReadOnlyList<VisitLoss> Losses { get; init; } = [];

    /// <summary>The instant just after the first hold lapses or acceptance is overdue; a deadline is met at its instant.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextWake => Visits.Min(visit => visit.ExpiresAt)?.AddMilliseconds(1);

    /// <summary>A visit by its job, or null.</summary>
    public Visit? Find(string job) => Visits.FirstOrDefault(visit => visit.Job == job);

    /// <summary>The day as it would be without a job's visit, unless that is under way or done.</summary>
    public EngineerDay Without(string job) =>
        Find(job) is { State: < VisitState.Departed } ? this with { Visits = [.. Visits.Where(visit => visit.Job != job)] } : this;

    /// <summary>The route that is still ahead, from where the engineer was last; visits done count against the day's limit.</summary>
    /// <param name="terms">What the day allows.</param>
    public DayRoute Route(DayTerms terms)
    {
        var last = Visits.Where(visit => visit.State is VisitState.Done).MaxBy(visit => visit.DoneAt);
        Stop[] ahead = [.. Visits.Where(visit => visit.State is not VisitState.Done).Select(visit => visit.Stop)];
        return new(terms with { Start = last?.Stop.Place ?? terms.Start, MaxVisits = terms.MaxVisits - (Visits.Count - ahead.Length) }, ahead);
    }

    /// <summary>When each visit really begins and ends, by job: as it was, or as it probably will be.</summary>
    /// <param name="terms">What the day allows, with where it begins.</param>
    /// <param name="seen">Where the engineer was seen last; counts on the way.</param>
    public IReadOnlyDictionary<string, Stop> AsItGoes(DayTerms terms, Sighting? seen, DateTimeOffset now)
    {
        var arrivals = ArrivalEstimate.Of(
            terms, [.. Visits.Select(visit => new StopProgress(visit.Stop) { DepartedAt = visit.DepartedAt, ArrivedAt = visit.ArrivedAt, DoneAt = visit.DoneAt })], seen, now);
        return Visits.Zip(arrivals, (visit, arrival) => (visit.Job, Stop: visit.Stop with
        {
            Start = arrival, End = visit.DoneAt ?? Instants.Later(now, arrival + (visit.Stop.End - visit.Stop.Start)),
        })).ToDictionary(each => each.Job, each => each.Stop, StringComparer.Ordinal);
    }

    /// <summary>Each visit with the way to it, from the one before or from home.</summary>
    public IEnumerable<(Visit Visit, TimeSpan Way)> Ways(Place home, TravelModel travel)
    {
        var from = home;
        foreach (var visit in Visits)
        {
            yield return (visit, travel.Between(from, visit.Stop.Place));
            from = visit.Stop.Place;
        }
    }

    /// <summary>Folds one event in.</summary>
    public EngineerDay Apply(EngineerDayEvent @event) => @event switch
    {
        DayTermsSet set => this with { Terms = set.Terms, Org = set.Org },
        DayVisitHeld held => this with
        {
            Visits = [.. Visits.Append(new(held.Job, held.Attempt, held.Stop, VisitState.Held, held.ExpiresAt) { Replaces = held.Replaces }).OrderBy(visit => visit.Stop.Start)],
        },
        DayVisitConfirmed confirmed => Change(confirmed.Job, visit => visit with { State = VisitState.Confirmed, ExpiresAt = confirmed.AcceptBy, Replaces = null }),
        DayVisitPinned pinned => Change(pinned.Job, visit => visit with { Pinned = pinned.Pinned }),
        DayVisitAccepted accepted => Change(accepted.Job, visit => visit with { State = VisitState.Accepted, ExpiresAt = null }),
        DayVisitDeparted departed => Change(departed.Job, visit => visit with { State = VisitState.Departed, DepartedAt = departed.At }),
        DayVisitArrived arrived => Change(arrived.Job, visit => visit with { State = VisitState.Arrived, ArrivedAt = arrived.At }),
        DayVisitDone done => Change(done.Job, visit => visit with { State = VisitState.Done, DoneAt = done.At }),
        DayVisitHoldLapsed lapsed => Find(lapsed.Job)?.Replaces is { } before
            ? Remove(lapsed.Job) with { Losses = [.. Losses, new(lapsed.Job, before, VisitLossCause.Withdrawn)] }
            : Remove(lapsed.Job),
        DayVisitDeclined declined => Remove(declined.Job),
        DayVisitReleased released => Remove(released.Job),
        DayVisitOfferExpired expired => Lose(expired.Job, VisitLossCause.NotAccepted),
        DayVisitWithdrawn withdrawn => Lose(withdrawn.Job, VisitLossCause.Withdrawn),
        DayLossAcknowledged heard => this with { Losses = [.. Losses.Where(loss => loss.Job != heard.Job || loss.Attempt != heard.Attempt)] },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    private EngineerDay Change(string job, Func<Visit, Visit> change) =>
        this with { Visits = [.. Visits.Select(visit => visit.Job == job ? change(visit) : visit)] };

    private EngineerDay Remove(string job) => this with { Visits = [.. Visits.Where(visit => visit.Job != job)] };

    private EngineerDay Lose(string job, VisitLossCause cause) =>
        Remove(job) with { Losses = [.. Losses, new(job, Find(job)!.Attempt, cause)] };
}
